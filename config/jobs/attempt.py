"""One attempt at one run: call the function, and note how it ended in words a person understands."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from config.api.errors import Problem
from config.jobs.define import ATTEMPTS, MINUTES, Job
from config.jobs.hooks import progress_changed
from config.jobs.models import JobRun
from config.jobs.progress import OutOfTime, Progress, Superseded

log = logging.getLogger(__name__)


def attempt(run: JobRun, task: DBTaskResult) -> None:
    """Runs `task` for `run`, which this worker has claimed. Never raises."""
    with translation.override(_language_of(run)):
        ended = _attempted(run, task)
    if ended:
        run.refresh_from_db()
        progress_changed.announce(run)
    else:
        log.warning("job %s: attempt %s ended after another worker had taken it over", run.name, run.attempts)


def _language_of(run: JobRun) -> str:
    """What a job says of itself is read by who asked for it."""
    users = get_user_model()._default_manager.filter(pk=run.owner) if run.owner else None
    return (users.values_list("locale", flat=True).first() if users else None) or settings.LANGUAGE_CODE


def _attempted(run: JobRun, task: DBTaskResult) -> bool:
    """Whether this attempt has ended the run."""
    try:
        declared = task.task
        arguments: list[Any] = task.args_kwargs["args"]
        named: dict[str, Any] = task.args_kwargs["kwargs"]
        if isinstance(declared, Job):
            progress = Progress(run, seconds=declared.minutes * 60)
            answer = declared.start(progress, *arguments, **named)
        else:
            answer = declared.call(*arguments, **named)
        return run.succeed(normalize_json(answer))
    except Superseded:
        return False
    except Exception as error:
        return _failed(run, task, error)


def _failed(run: JobRun, task: DBTaskResult, error: Exception) -> bool:
    how = {
        "traceback": "".join(traceback.format_exception(error)),
        "exception": f"{type(error).__module__}.{type(error).__qualname__}",
    }
    if isinstance(error, Problem):
        return run.fail(str(error.message), **how)
    log.warning("job %s: attempt %s failed", run.name, run.attempts, exc_info=error)
    if run.attempts < allowed_attempts(task):
        return run.again(_("Something went wrong; trying again."), after=timezone.now() + wait_after(run.attempts))
    if isinstance(error, OutOfTime):
        return run.fail(_("This took longer than %(minutes)d minutes.") % {"minutes": allowed_minutes(task)}, **how)
    return run.fail(_("Something went wrong on the server. It has been noted."), **how)


def wait_after(attempts: int) -> timedelta:
    return timedelta(seconds=5 * 4 ** (attempts - 1))


def allowed_attempts(task: DBTaskResult) -> int:
    declared = _declared(task)
    return declared.attempts if declared else ATTEMPTS


def allowed_minutes(task: DBTaskResult) -> float:
    declared = _declared(task)
    return declared.minutes if declared else MINUTES


def _declared(task: DBTaskResult) -> Job | None:
    try:
        declared = task.task
    except Exception:  # the function was renamed or removed since it was queued
        return None
    return declared if isinstance(declared, Job) else None
