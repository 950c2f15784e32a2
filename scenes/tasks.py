"""Slow and regular work about scenes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import StoredFile, User
from accounts.rules import require
from config.api.errors import NotFound
from config.files import uploads
from config.jobs import Progress, job, periodic
from config.live import hubs
from rooms.models import Room
from rooms.viewer import Viewer
from scenes import explore, token_pictures
from scenes.imports import building, kept
from scenes.models import Handout, Step
from scenes.models.handout import FILE_KIND, PREVIEW_KIND

UNDO_KEEPS = timedelta(days=1)


@job(priority=5)
def import_scene(progress: Progress, *, room: str, waiting: str, name: str | None, map: str | None) -> dict[str, Any]:
    """Builds a kept import whose pictures take longer than somebody waits."""
    user = User.objects.filter(pk=progress.owner).first()
    here = Room.objects.filter(pk=room).first()
    viewer = Viewer.entering(here, user) if here and user else None
    if viewer is None:
        raise NotFound(_("The room is gone."))
    require(viewer, "scenes.edit", viewer.room)
    done = building.done(viewer, UUID(waiting))
    if done is None:
        with uploads.workspace("import-") as directory:
            ready = kept.Waiting(viewer, UUID(waiting), directory)
            chosen = ready.map(UUID(map) if map else None)
            done = building.build(ready, ready.read(), name=name, map=chosen, progress=progress)
    return {"scene": str(done.pk)}


@job(priority=-20, minutes=30)
def furnish_demo(progress: Progress) -> dict[str, Any]:
    """Builds the rest of the demo's campaign after the first start."""
    from scenes.demo.campaign import furnish  # drawing is loaded where it is done, not with the server

    owner = User.objects.filter(pk=progress.owner).first()
    with hubs.untold():  # on the first start a person reads the log, and the password above it
        room = furnish(owner, progress) if owner else None
    return {"room": str(room.pk) if room else None}


@periodic(minutes=2)
def explore_forgotten_steps(progress: Progress) -> int:
    """Explores what was walked before a server ended that meant to do it a moment later."""
    scenes = list(Step.objects.filter(scene__active=True).values_list("scene", flat=True).distinct())
    for scene in scenes:
        explore.catch_up(scene)
    return len(scenes)


@periodic(minutes=10)
def forget_waiting_imports(progress: Progress) -> int:
    return kept.forget()


@periodic(minutes=24 * 60)
def sweep_token_pictures(progress: Progress) -> int:
    """Removes pictures that no token and no character has shown for a week."""
    return token_pictures.sweep()


@periodic(minutes=24 * 60)
def sweep_handouts(progress: Progress) -> int:
    """Removes files, a day old at least, that no handout names any more: by then few want their deletion undone."""
    before, gone = timezone.now() - UNDO_KEEPS, 0
    used: QuerySet[Any] = Handout.objects.all()
    for kind, field in ((FILE_KIND, "picture"), (PREVIEW_KIND, "preview")):
        left = StoredFile.objects.filter(kind=kind, created_at__lt=before).exclude(pk__in=used.values(field))
        for file in left:
            file.delete()
            gone += 1
    return gone
