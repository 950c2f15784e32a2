"""Whether slow work gets done: jobs that wait, hang, were lost or failed. What ended long ago may be pruned."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from config.doctor import Answer, check, fault, ok, prunable, warning
from config.files import uploads
from config.jobs import health
from config.jobs.models import LEASE, JobRun
from config.jobs.tasks import forget
from config.jobs.worker import take_up_abandoned

RECENT = timedelta(days=1)
NEEDS = "migrations.applied"


@check("jobs.waiting", needs=NEEDS)
def waiting() -> Answer:
    try:
        health.probe()
    except RuntimeError:
        return fault(
            _("Jobs have waited for minutes and no worker takes them up."),
            _("Start the server, or manage.py db_worker; EMBEDDED_WORKER=no needs one beside it."),
        )
    return ok(_("No job waits for a worker."))


def _take_up() -> str:
    taken = take_up_abandoned()
    return ngettext("%(count)d job was queued again.", "%(count)d jobs were queued again.", taken) % {"count": taken}


@check("jobs.stuck", needs=NEEDS, mend=_take_up)
def stuck() -> Answer:
    """A living worker takes abandoned runs up within a lease: those of two leases ago are seen by nobody."""
    count = JobRun.objects.abandoned().filter(locked_until__lt=timezone.now() - 2 * LEASE).count()
    if count:
        return warning(
            ngettext("%(count)d job stopped with its worker.", "%(count)d jobs stopped with their worker.", count)
            % {"count": count},
            _("Start the server, which goes on with them, or type: manage.py doctor --fix"),
        )
    return ok(_("No job hangs."))


def _lost() -> QuerySet[JobRun]:
    queued = DBTaskResult.objects.filter(pk=OuterRef("pk"))
    open_runs = JobRun.objects.filter(state__in=(JobRun.State.QUEUED, JobRun.State.RUNNING))
    return open_runs.filter(~Exists(queued))


def _give_up() -> str:
    count = _lost().update(
        state=JobRun.State.FAILED, error=_("It was lost from the queue."), finished_at=timezone.now(), locked_until=None
    )
    return ngettext("%(count)d job is called failed.", "%(count)d jobs are called failed.", count) % {"count": count}


@check("jobs.lost", needs=NEEDS, mend=_give_up)
def lost() -> Answer:
    """Runs that are open but in no queue: nobody will ever take them up."""
    count = _lost().count()
    if count:
        return warning(
            ngettext("%(count)d job is in no queue.", "%(count)d jobs are in no queue.", count) % {"count": count},
            _("Type: manage.py doctor --fix, which calls them failed, so that they can be asked for again."),
        )
    return ok(_("Every open job is in the queue."))


@check("jobs.failed", needs=NEEDS)
def failed() -> Answer:
    recent = JobRun.objects.filter(state=JobRun.State.FAILED, finished_at__gt=timezone.now() - RECENT)
    # What a person was told (a broken file, a full storage) has no exception of the server's in it.
    broken = DBTaskResult.objects.filter(pk__in=recent.values("pk")).exclude(
        exception_class_path__startswith="config.api.errors."
    )
    names = Counter(path.rsplit(".", 1)[-1] for path in broken.values_list("task_path", flat=True))
    if names:
        return warning(
            _("Jobs failed within a day: %(names)s.")
            % {"names": ", ".join(f"{name} ({count})" for name, count in names.most_common(5))},
            _("Look for their tracebacks in the server's log."),
        )
    return ok(_("No job failed within a day."))


prunable(
    "jobs",
    "jobs that ended",
    least=timedelta(days=1),
    count=lambda age: JobRun.objects.finished().filter(finished_at__lt=timezone.now() - age).count(),
    delete=forget,
)
prunable(
    "temporary",
    "temporary files that killed processes left behind",
    least=timedelta(seconds=uploads.LEFT_BEHIND_SECONDS),
    count=lambda age: len(uploads.left_behind(age.total_seconds())),
    delete=lambda age: uploads.sweep(older_than=age.total_seconds()),
)
