"""What the server does for a person in its own time: what is under way, what failed, and what to do about that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from config.jobs.models import JobRun

MOST, REMEMBERED = 8, timedelta(days=7)


def running(user: Any) -> list[dict[str, Any]]:
    """Jobs of `user` that wait or run, oldest first: {id, words, state, note, progress} with `progress` in percent."""
    runs = JobRun.objects.filter(owner=user.pk, state__in=(JobRun.State.QUEUED, JobRun.State.RUNNING))
    return [
        {
            "id": run.pk,
            "words": words_of(run),
            "state": run.get_state_display(),
            "note": run.note,
            "progress": round(100 * run.progress),
        }
        for run in runs.order_by("created_at")[:MOST]
    ]


def failed(user: Any) -> list[dict[str, Any]]:
    """What failed in the last week, newest first: {id, words, reason, advice, url, at}."""
    since = timezone.now() - REMEMBERED
    runs = JobRun.objects.filter(owner=user.pk, state=JobRun.State.FAILED, created_at__gte=since)
    return [_failure(run) for run in runs.order_by("-created_at")[:MOST]]


def _failure(run: JobRun) -> dict[str, Any]:
    advice, url = advice_for(short(run))
    reason = run.error or _("The server ended while it was at it.")
    return {"id": run.pk, "words": words_of(run), "reason": reason, "advice": advice, "url": url, "at": run.finished_at}


def short(run: JobRun) -> str:
    return run.name.rsplit(".", 1)[-1]


def words_of(run: JobRun) -> str:
    known = {
        "prepare_map": _("Preparing a map"),
        "tile_map": _("Cutting a map into tiles"),
        "prepare_track": _("Preparing a sound"),
        "measure_track": _("Listening to a sound"),
        "add_presets": _("Making ready-made sounds"),
        "render_score": _("Rendering a piece of music"),
        "import_scene": _("Building a scene from a file"),
        "import_room": _("Building a room from a file"),
        "import_universe": _("Building a universe from a file"),
        "export": _("Writing a universe to a file"),
        "draw": _("Drawing a picture"),
    }
    return known.get(short(run), short(run).replace("_", " "))


def advice_for(job: str) -> tuple[str, str]:
    """What to do about a failed job, and where: (words, address)."""
    if job in ("prepare_map", "prepare_track"):
        return _("Send the file again; in another format if it is refused again."), "/gm/upload/"
    if job == "tile_map":
        return _("Open the map in your library and have it cut again. It can be used meanwhile."), "/library/"
    if job in ("import_scene", "import_room"):
        return _("Look at the file again, then build it anew. Nothing half-built was left."), "/gm/import/"
    if job in ("measure_track", "add_presets", "render_score"):
        return _("Try it again in the library of sounds."), "/sounds/"
    return _("Try it again where it was begun."), "/universes/"
