"""Files and their rows, quotas, and what of people's doings goes by age."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Exists, F, ForeignObjectRel, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import avatars, objects, quota, second_factor, tasks
from accounts.library import pieces
from accounts.models import StoredFile, User
from accounts.objects import Difference
from config.doctor import Answer, check, fault, ok, once, prunable, warning

NEEDS = "migrations.applied"
A_DAY = timedelta(days=1)
MOST_NAMED = 3
SWEPT = timedelta(days=8)
"""After so long every periodic sweep has been at work: the slowest keeps a picture for a week, for an undo."""


class Survey:
    """How many of each difference there are, with the first few keys, and the bytes of what lies there for nobody."""

    def __init__(self) -> None:
        self.counts: Counter[Difference] = Counter()
        self.first: dict[Difference, list[str]] = {difference: [] for difference in Difference}
        self.bytes: Counter[Difference] = Counter()
        for difference, key in objects.differences():
            self.counts[difference] += 1
            if len(self.first[difference]) < MOST_NAMED:
                self.first[difference].append(key)
            if difference is not Difference.GONE:
                self.bytes[difference] += default_storage.size(key)

    def told(self, difference: Difference) -> dict[str, object]:
        return {
            "count": self.counts[difference],
            "names": ", ".join(self.first[difference]) + ("..." if self.counts[difference] > MOST_NAMED else ""),
            "megabytes": f"{self.bytes[difference] / 1024**2:.1f}",
        }


survey = once(Survey)


def _sweep() -> str:
    gone = objects.sweep()
    return ngettext("%(count)d file was deleted.", "%(count)d files were deleted.", gone) % {"count": gone}


@check("settings.second_factor", needs=NEEDS)
def staff_second_factor() -> Answer:
    """Staff read addresses and hand out links to new passwords: where strangers come, a password alone is little."""
    alone = second_factor.marked(User.objects.filter(is_staff=True, is_active=True)).filter(has_second_factor=False)
    if settings.SECURE and not settings.REQUIRE_STAFF_2FA and (count := alone.count()):
        return warning(
            ngettext(
                "%(count)d person of staff signs in with a password alone.",
                "%(count)d people of staff sign in with a password alone.",
                count,
            )
            % {"count": count},
            _("Take REQUIRE_STAFF_2FA=no out of the environment: they are led to set up a second factor."),
        )
    return ok(_("Staff have a second factor where they need one."))


@check("files.orphans", needs=NEEDS, mend=_sweep)
def orphans() -> Answer:
    """Objects without a row, older than what may just be coming."""
    found = survey()
    if count := found.counts[Difference.UNNAMED]:
        return warning(
            ngettext(
                "%(count)d file in the storage (%(megabytes)s MB) belongs to nothing: %(names)s",
                "%(count)d files in the storage (%(megabytes)s MB) belong to nothing: %(names)s",
                count,
            )
            % found.told(Difference.UNNAMED),
            _("Type: manage.py doctor --fix, which deletes them; a running worker does so once a day."),
        )
    return ok(_("Every file in the storage belongs to something."))


@check("files.missing", needs=NEEDS)
def missing() -> Answer:
    """Rows without their object."""
    found = survey()
    if count := found.counts[Difference.GONE]:
        return fault(
            ngettext(
                "%(count)d file is missing in the storage: %(names)s",
                "%(count)d files are missing in the storage: %(names)s",
                count,
            )
            % found.told(Difference.GONE),
            _("Put them back from a backup of the media, or delete what shows them and upload it again."),
        )
    return ok(_("Every file that is known is there."))


@check("files.strange", needs=NEEDS)
def strange() -> Answer:
    """Media outside of all quotas."""
    found = survey()
    if count := found.counts[Difference.STRANGE]:
        return warning(
            ngettext(
                "%(count)d file in the storage (%(megabytes)s MB) was not put there by this server: %(names)s",
                "%(count)d files in the storage (%(megabytes)s MB) were not put there by this server: %(names)s",
                count,
            )
            % found.told(Difference.STRANGE),
            _("Look at them and move them elsewhere: they count against nobody's quota."),
        )
    return ok(_("The storage holds nothing but files of this server."))


def _unused() -> QuerySet[StoredFile]:
    """Stored files that should have been swept: no row of any app points to them. An avatar is known by its key."""
    old = StoredFile.objects.filter(created_at__lt=timezone.now() - SWEPT)
    old = old.exclude(kind=avatars.KIND, owner__avatar=F("key"))
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            users: Any = relation.related_model
            old = old.filter(~Exists(users._base_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return old


@check("files.unused", needs=NEEDS)
def unused() -> Answer:
    kinds = Counter(_unused().values_list("kind", flat=True))
    if kinds:
        return warning(
            _("Stored files are shown nowhere (%(kinds)s).")
            % {"kinds": ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())},
            _("A running worker removes them once a day: see whether one runs (manage.py doctor jobs)."),
        )
    return ok(_("Every stored file is used."))


def _count_anew() -> str:
    people = [person for person, _stands, _right in quota.wrong_sums()]
    for person in people:
        quota.set_right(person)
    return ngettext("%(count)d sum was set right.", "%(count)d sums were set right.", len(people)) % {
        "count": len(people)
    }


@check("quota.people", needs=NEEDS, mend=_count_anew)
def quotas() -> Answer:
    """What stands as a person's used storage against the sizes of their files."""
    wrong = list(quota.wrong_sums())
    if wrong:
        shown = dict(User.objects.filter(pk__in=[row[0] for row in wrong[:MOST_NAMED]]).values_list("pk", "username"))
        names = ", ".join(f"{shown[pk]} {stands:,} != {right:,}" for pk, stands, right in wrong[:MOST_NAMED])
        return warning(
            ngettext(
                "The storage of %(count)d person is added up wrong: %(names)s",
                "The storage of %(count)d people is added up wrong: %(names)s",
                len(wrong),
            )
            % {"count": len(wrong), "names": names},
            _("Type: manage.py doctor --fix, which counts anew."),
        )
    return ok(_("What people have stored is added up right."))


prunable(
    "sign-ins",
    "sessions, tickets and tokens that ended",
    least=timedelta(),
    count=lambda age: sum(rows.count() for rows in tasks.ended_sign_ins(age)),
    delete=tasks.forget_sign_ins,
)
prunable(
    "notifications",
    "notifications that were read",
    least=A_DAY,
    count=lambda age: tasks.read_notifications(age).count(),
    delete=tasks.forget_notifications,
)
prunable(
    "uploads",
    "uploads in pieces that nobody went on with",
    least=pieces.FORGOTTEN,
    count=pieces.count_old,
    delete=lambda age: pieces.forget_old(older_than=age),
)
prunable(
    "files",
    "files in the storage that belong to nothing",
    least=objects.GRACE,
    count=lambda age: sum(one is Difference.UNNAMED for one, _key in objects.differences(older_than=age)),
    delete=lambda age: objects.sweep(older_than=age),
)
