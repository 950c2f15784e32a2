"""How far jobs of a universe are, told at its page as it goes: `generation.*` of sounds, `export.*` of files.

{job, by, format, progress}: everybody there is told that something is being made and of which kind, and by which member;
what becomes of it, a sound in a library or a file, is said by the job alone, which only its owner may ask.
"""

from __future__ import annotations

from typing import Any

from django_tasks_db.models import DBTaskResult

from audio.rendering.scores import render_score
from config.jobs.models import JobRun
from rooms.models import Member
from rooms.viewer import sights_of
from universes.exports import export
from universes.models import Universe
from universes.telling import tell

WORDS = {JobRun.State.DONE: "ready", JobRun.State.FAILED: "failed"}
TOLD: dict[str, tuple[str, str]] = {
    render_score.module_path: ("generation", "made_by__universe"),
    export.module_path: ("export", "universe"),
}
"""By the name of the job: what pages call it, and where its arguments name the universe."""


def follow_job(run: JobRun) -> None:
    """A subscriber of `config.jobs.progress_changed`."""
    if run.name not in TOLD:
        return
    what, way = TOLD[run.name]
    arguments = DBTaskResult.objects.filter(pk=run.pk)
    found = arguments.values_list(f"args_kwargs__kwargs__{way}", "args_kwargs__kwargs__format").first()
    asked, format = found or (None, None)
    universe = Universe.objects.select_related("room").filter(pk=asked).first() if asked else None
    if universe is None:
        return
    told = {
        "job": str(run.pk), "by": _member(universe, run.owner), "format": format, "progress": round(run.progress, 3)
    }  # fmt: skip
    tell(universe.room_id, sights_of(universe.room), f"{what}.{WORDS.get(JobRun.State(run.state), 'progress')}", told)


def _member(universe: Universe, owner: Any) -> str | None:
    """Who asked, if they belong to the universe; of who only looks in nobody is told the name."""
    belongs = Member.objects.filter(room=universe.room_id, user=owner).exists()
    return str(owner) if belongs else None
