"""How the server is: its parts probed now, and what `manage.py doctor` found last."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from config import health
from config.doctor import State, examine, load
from config.doctor.registry import chosen
from config.jobs import job
from config.jobs.models import JobRun
from config.jobs.progress import Progress

UNDER_WAY = (JobRun.State.QUEUED, JobRun.State.RUNNING)


@job(attempts=1)
def check_up(progress: Progress) -> dict[str, Any]:
    """All of the doctor's checks: a walk over all rows and files, of seconds to minutes."""
    from config.doctor import checks  # noqa: F401  known by being imported

    load()
    wanted, found = chosen([]), []
    for one, answer in examine(wanted):
        found.append({"name": one.name, "state": answer.state.value, "words": answer.words, "do": answer.do})
        progress(len(found) / len(wanted), one.name)
    states = {row["state"] for row in found}
    worst = next((state for state in (State.FAULT, State.WARNING) if state.value in states), State.OK)
    return {"state": worst.value, "checks": found}


def parts() -> list[dict[str, Any]]:
    """Each part of the server, really probed: {name, state, title}."""
    titles = {
        "database": _("Database"),
        "channel_layer": _("Live messages"),
        "storage": _("File storage"),
        "jobs": _("Slow work"),
        "backups": _("Backups"),
    }
    return [{"name": name, "title": titles.get(name, name), "state": health.run(name)} for name in health.PROBES]


def last() -> dict[str, Any] | None:
    """The newest check-up that came to an end: {at, state, checks}. `forget_old_jobs` keeps it for two weeks."""
    run = _runs().filter(state=JobRun.State.DONE).order_by("-finished_at").first()
    return {"at": run.finished_at, **run.result} if run else None


def begin(owner: Any) -> JobRun:
    """A new check-up, or the one that is under way already."""
    return _runs().filter(state__in=UNDER_WAY).first() or check_up.enqueue(owner=owner)  # type: ignore[no-any-return]


def under_way() -> bool:
    return _runs().filter(state__in=UNDER_WAY).exists()


def _runs() -> Any:
    return JobRun.objects.filter(name=check_up.module_path)
