"""What rooms say of their files against their attachments, and what of rooms goes by age."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.doctor import Answer, check, ok, prunable, warning
from rooms import files
from rooms.models import Attachment, Room

MOST_NAMED = 3


def _wrong() -> QuerySet[Any]:
    return Room.objects.annotate(right=Coalesce(Sum("attachments__size"), 0)).exclude(file_used=F("right"))


def _count_anew() -> str:
    rooms = list(_wrong().values_list("pk", flat=True))
    for room in rooms:
        with transaction.atomic():
            # Holds the row, so that no file comes or goes meanwhile: SQLite has no SELECT FOR UPDATE.
            Room.objects.filter(pk=room).update(file_used=F("file_used"))
            right = Attachment.objects.filter(room=room).aggregate(sum=Coalesce(Sum("size"), 0))["sum"]
            Room.objects.filter(pk=room).update(file_used=right)
    return ngettext("%(count)d sum was set right.", "%(count)d sums were set right.", len(rooms)) % {
        "count": len(rooms)
    }


@check("quota.rooms", needs="migrations.applied", mend=_count_anew)
def quotas() -> Answer:
    """What stands as a room's used storage against the sizes of its files."""
    wrong = list(_wrong().values_list("pk", "file_used", "right").order_by("pk"))
    if wrong:
        # Ids, not names: an operator need not learn what tables are called.
        names = ", ".join(f"{room} {stands:,} != {right:,}" for room, stands, right in wrong[:MOST_NAMED])
        return warning(
            ngettext(
                "The files of %(count)d room are added up wrong: %(names)s",
                "The files of %(count)d rooms are added up wrong: %(names)s",
                len(wrong),
            )
            % {"count": len(wrong), "names": names},
            _("Type: manage.py doctor --fix, which counts anew."),
        )
    return ok(_("What rooms have stored is added up right."))


prunable(
    "unsent",
    "files that waited for a message that never came",
    least=timedelta(hours=files.UNSENT_HOURS),
    count=files.count_old,
    delete=lambda age: files.sweep(older_than=age),
)
