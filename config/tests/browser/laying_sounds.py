"""Ada's table with sounds in her library: `sounds()` runs in `manage.py shell`, as what `laying` makes."""

from __future__ import annotations

import hashlib
import json
import wave
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

RATE = 48_000
LOW_RATE = 16_000
SOUNDS = (
    ("Rain", "loop", 4.0, RATE), ("Thunder", "one_shot", 6.0, RATE), ("Tavern", "music", 60.0, LOW_RATE),
    ("March", "music", 60.0, LOW_RATE),
)  # fmt: skip


def sounds(kind: str = "chat") -> None:
    """A room of Ada's where Ben plays, both of `people()`; a loop of four seconds, a one-shot, two pieces of a minute."""
    from accounts.models import User
    from audio.intake import take_in
    from audio.models import Track
    from rooms.doorstep import join_by_link
    from rooms.models import Invite, Room

    ada, ben = (User.objects.get(username=name) for name in ("ada", "ben"))
    room = Room.open_by(ada, name="The Sunken Crypt", kind=kind)
    invite, _code = Invite.write(room, ada, role="player", lasts=None, max_uses=None)
    join_by_link(invite, ben)
    made = {"room": str(room.pk)}
    with TemporaryDirectory() as folder:
        for name, what, seconds, rate in SOUNDS:
            path = Path(folder) / f"{name}.wav"
            _write(path, seconds, rate, swells=what != "loop")
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            track = take_in(path, path.name, owner=ada, folder=None, sha256=sha256, kind=what, name=name)
            Track.objects.filter(pk=track.pk).update(loudness=-18.0, measuring=Track.Measuring.DONE)
            made[name.lower()] = str(track.pk)
    print(json.dumps(made))


def _write(path: Path, seconds: float, rate: int, *, swells: bool) -> None:
    """A tone whose two ends meet: it swells and fades, or is even and goes round in whole waves."""
    time = np.arange(int(seconds * rate)) / rate
    tone = np.sin(2 * np.pi * 220 * time) * 0.3
    if swells:
        tone *= np.sin(np.pi * time / seconds)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((tone * 32_767).astype("<i2").tobytes())
