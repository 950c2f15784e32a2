"""What the child process does for this app: renders a score or a preset and writes the file. Imports no Django."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from audio import presets
from audio.rendering import files
from audio.synthesis import mixer
from audio.synthesis.checking import BadScore
from audio.synthesis.score import Score
from config.files.refusal import Refused

Heard = Callable[[float], None]


def render(score: str, directory: str, format: files.Format, progress: Heard = lambda fraction: None) -> dict[str, Any]:
    """The score in the JSON file `score` as `sound.<format>` in `directory`."""
    try:
        read = msgspec.json.decode(Path(score).read_bytes(), type=Score)
        sound = mixer.render(read, lambda fraction: progress(0.9 * fraction))
    except (msgspec.ValidationError, BadScore) as error:
        raise Refused("broken", str(error)) from None
    target = Path(directory) / f"sound.{format}"
    files.write(target, sound, format, seed=read.seed, name=read.name)
    return _described(target)


def preset(id: str, directory: str, progress: Heard = lambda fraction: None) -> dict[str, Any]:
    """The preset `id` as `sound.flac`: lossless, because the codecs that are not put silence around a loop."""
    progress(0.05)
    sound = presets.render(presets.PRESETS[id])
    target = Path(directory) / "sound.flac"
    files.write(target, sound, "flac", seed=presets.VERSION)
    return _described(target)


def _described(target: Path) -> dict[str, Any]:
    with open(target, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": str(target), "sha256": sha256, "size": target.stat().st_size}
