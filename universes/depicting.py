"""Pictures of a universe as files: what is to be drawn is put together here, drawn in the child process by a job, and kept
for a day for whoever asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _

from accounts.library import waiting
from accounts.models import StoredFile, User
from audio.models import Track
from config.api.errors import Invalid, NotFound, Problem, StorageFull, Unprocessable
from config.files import uploads
from config.files.pool import HEAVY, SOUND, pool
from config.files.sounds import problem
from config.jobs import Progress, job
from config.jobs.models import JobRun
from universes import keepsakes
from universes.composer.parameters import Music
from universes.models import Universe, Visualization
from universes.parameters import read, stored
from universes.physics.parameters import Physics
from universes.showing import PARAMETERS, settings_of
from universes.simulated import documents_of, reason_in_words
from universes.visuals.child import MOST_FRAMES, Format, Work
from universes.visuals.mapping import Mapping

TYPES: dict[Format, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "gif": "image/gif",
    "json": "application/json",
}
# Under what ends the child, because machines differ.
MOST_SECONDS = HEAVY["cpu"] * 0.8
AT_ONCE_SECONDS = 8.0


def numbers_of(universe: Universe) -> dict[str, float]:
    """The parameters that mappings may ask for, as they are set."""
    values = {**stored(read(Physics, universe.world.physics)), **stored(read(Music, universe.music))}
    return {name: float(value) for name, value in values.items() if name in PARAMETERS and value is not None}


def work(universe: Universe, shown: Visualization, **how: Any) -> Work:
    """What is to be drawn of `shown`; `how` says the rest. Bodies move where they are shown."""
    return Work(
        kind=shown.kind,  # type: ignore[arg-type]
        settings=settings_of(shown.kind, shown.settings),
        mappings=msgspec.convert(shown.mappings, list[Mapping]),
        parameters=numbers_of(universe),
        world=documents_of(universe.world, universe.seed) if shown.kind == Visualization.Kind.PHYSICS else None,
        **how,
    )


def hears(shown: Visualization) -> bool:
    """Whether it makes any difference to the pictures what sounds."""
    if shown.kind != Visualization.Kind.PHYSICS:
        return True
    return any(one["source"].startswith("audio.") and one.get("enabled", True) for one in shown.mappings)


def check(asked: Work, most_frames: int = MOST_FRAMES, most_seconds: float = MOST_SECONDS) -> Work:
    """Raises Invalid for more than the server draws at once."""
    if not asked.still and asked.duration * asked.fps > most_frames:
        words = _("%(count)d pictures are the most. Ask for fewer seconds, or fewer of them a second.")
        raise Invalid(fields={"duration": [words % {"count": most_frames}]})
    if asked.seconds > most_seconds:
        words = _("This is more than the server draws at once. Ask for fewer seconds, or smaller pictures.")
        raise Invalid(fields={"duration": [words]})
    return asked


def draw_soon(owner: User, asked: Work, *, universe: Universe, name: str, track: Track | None) -> JobRun:
    """Queues the drawing; the run's result is {file, universe, name, format, size, frames}. Raises Invalid."""
    run: JobRun = draw.enqueue(
        owner=owner.pk,
        asked=msgspec.to_builtins(check(asked)),
        universe=str(universe.pk),
        name=name,
        track=str(track.pk) if track else None,
    )
    return run


@job(priority=5)
def draw(progress: Progress, *, asked: dict[str, Any], universe: str, name: str, track: str | None) -> dict[str, Any]:
    """Draws in the child process and keeps the file for its owner."""
    owner = User.objects.filter(pk=progress.owner).first()
    if owner is None:
        raise NotFound()
    format: Format = asked["format"]
    with uploads.workspace("visual-") as directory:
        if track is not None:
            _fetch(owner, track, directory / "sound")
            asked = {**asked, "track": str(directory / "sound")}
        told = _written(asked, directory)
        words = _("drawing “%(name)s”") % {"name": name}
        answer = pool.run(
            "universes.visuals.child:export", heavy=True, progress=lambda part: progress(0.95 * part, words),
            work=told, directory=str(directory),
        )  # fmt: skip
        made = _made(answer)
        file = StoredFile.objects.store(
            Path(made["path"]), owner=owner, kind=keepsakes.VISUAL, sha256=made["sha256"], size=made["size"],
            content_type=TYPES[format], extension=format,
        )  # fmt: skip
    return {
        "file": str(file.pk), "universe": universe, "name": name, "format": format, "size": made["size"],
        "frames": made["frames"],
    }  # fmt: skip


def _fetch(owner: User, track: str, path: Path) -> None:
    """The sound is there still, and `owner` may still read it."""
    found: Track = Track.objects.seen(owner, pk=UUID(track))
    waiting.fetch(found.file, path)


def measured(asked: Work, sound: bytes) -> list[dict[str, Any]]:
    """The numbers that pictures of this sound would show, at once. Raises as `config.files.sounds`, and Invalid."""
    with uploads.workspace("visual-") as directory:
        path = directory / "sound"
        path.write_bytes(sound)
        told = _written({**msgspec.to_builtins(asked), "track": str(path)}, directory)
        answer = _made(pool.run("universes.visuals.child:measure", limits=SOUND, work=told))
    frames: list[dict[str, Any]] = answer["frames"]
    return frames


def _written(asked: dict[str, Any], directory: Path) -> str:
    path = directory / "work.json"
    path.write_bytes(msgspec.json.encode(asked))
    return str(path)


def _made(answer: dict[str, Any]) -> dict[str, Any]:
    if "refused" in answer:
        raise _problem(answer["refused"], answer.get("detail", ""))
    made: dict[str, Any] = answer["ok"]
    return made


def _problem(reason: str, detail: str) -> Problem:
    if reason == "unstable":
        return Unprocessable(reason_in_words(detail), code="unstable")
    if reason == "disk_full":
        return StorageFull(_("The server's disk is full."))
    return problem(reason, "track")


def kept(user: User, universe: Universe, export: UUID) -> tuple[StoredFile, dict[str, Any]]:
    """The file that this job of `user` drew of `universe`, and what the job told of it. Raises NotFound."""
    return keepsakes.kept(user, universe, export, draw.module_path)
