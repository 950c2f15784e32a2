"""Keeping what was seen: a move leaves its path in its own transaction (`Step`), and a moment later the server's own event
`sight.explore` reveals what was seen along it.

    walked(token, points)   in the move's transaction: a crash loses nothing
    soon(scene)             after commit, at most five times a second a scene: `catch_up` on a thread
    catch_up(scene)         performs `sight.explore` if there is something new
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from threading import Lock, Timer
from time import monotonic
from typing import Any
from uuid import UUID

import shapely
from django.db import transaction
from shapely.geometry.base import BaseGeometry

from config.live.pool import on_a_thread
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.models import Explored, Scene, Step, Token, Vision
from scenes.sight import seen_as, sight_name, watches
from scenes.sight.scenery import TOKEN_FIELDS, mask_cell, scenery_of, watcher_of
from scenes.vision import Eye, Mask, samples
from scenes.vision.areas import common, union
from scenes.vision.barriers import Box
from scenes.vision.ways import Point

log = logging.getLogger(__name__)

APART_SECONDS = 0.2
MOST_STEPS = 200
"""So many paths are explored at once; the rest follow at once with the next."""
MOST_EYES = 400
"""From so many places along them: nobody walks more in a moment, and each costs some milliseconds of the whole table."""


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What an audience explores: its mask then, what of it is new, and the box around that."""

    row: Explored
    mask: Mask
    new: Mask
    box: Box


def walked(token: Token, points: Sequence[Point]) -> None:
    """Keeps the path of a token that sees for somebody, for `sight.explore`."""
    scene = token.scene
    if scene.active and watches(scene) and token.has_sight and token.owner_ids and not token.hidden and len(points) > 1:
        Step.objects.create(scene_id=scene.pk, token=token.pk, path=[[x, y] for x, y in points])


def findings(scene: Scene, steps: Iterable[Step]) -> list[Finding]:
    """What each audience explores by what it sees now and saw along the steps."""
    if not scene.active or not watches(scene):
        return []
    on_the_way = _eyes_along(scene, list(steps))
    rows = {row.sight: row for row in Explored.objects.filter(scene=scene)}
    found = []
    users: tuple[UUID | None, ...] = (None, *scene.players()) if scene.vision == Vision.OWN else (None,)
    for user in users:
        sight = sight_name(scene, user)
        row = rows.get(sight) or Explored(scene=scene, sight=sight)
        finding = _finding(scene, row, user, [eye for owners, eye in on_the_way if user is None or str(user) in owners])
        if finding is not None:
            found.append(finding)
    return found


def _finding(scene: Scene, row: Explored, user: UUID | None, eyes: list[Eye]) -> Finding | None:
    area = seen_as(scene, user).area
    if eyes:
        area = union([area, scenery_of(scene).area(eyes)])
    area = _explorable(scene, area)
    before = row.cells(mask_cell(scene))
    mask = before | Mask.of(area, before.cell)
    new = mask - before
    box = new.box()
    return None if box is None else Finding(row, mask, new, box)


def _explorable(scene: Scene, area: BaseGeometry) -> BaseGeometry:
    """What of it lies on the open maps or near them. A mask that had to hold somebody's walk to the end of the world would
    get cells so wide that everybody forgot what they know.
    """
    scenery = scenery_of(scene)
    if scenery.bounds is None:
        return area
    x0, y0, x1, y1 = scenery.bounds
    frame = shapely.box(x0 - scenery.margin, y0 - scenery.margin, x1 + scenery.margin, y1 + scenery.margin)
    return area if frame.covers(area) else common(area, frame)


def _eyes_along(scene: Scene, steps: list[Step]) -> list[tuple[frozenset[str], Eye]]:
    """Each token's eye at places half a cell apart along its paths; it is as it is now, but where it was. Of more than
    `MOST_EYES` some are left out, all along.
    """
    tokens = Token.objects.filter(pk__in={step.token for step in steps}, scene=scene, hidden=False)
    watchers = {row["id"]: watcher_of(scene, row) for row in tokens.order_by().values(*TOKEN_FIELDS)}
    found = []
    for step in steps:
        watcher = watchers.get(step.token)
        if watcher is not None:
            places = samples([(x, y) for x, y in step.path], scene.grid_size / 2)
            found += [(watcher.owners, replace(watcher.eye, x=x, y=y)) for x, y in places]
    return found[:: max(1, ceil(len(found) / MOST_EYES))]


# When ----------------------------------------------------------------------------------------------------------------


def soon(scene: Scene) -> None:
    """Once this transaction is committed, what is seen of the scene by then gets explored."""
    if scene.active and watches(scene):
        transaction.on_commit(partial(_queue.ask, scene.pk), robust=True)


def catch_up(scene_id: UUID) -> None:
    """Explores what is new, if anything is; without an entry in the log when nothing is."""
    from rooms.live import perform

    scene = Scene.objects.select_related("room").filter(pk=scene_id, active=True, room__archived_at=None).first()
    if scene is None:
        return
    steps = list(Step.objects.filter(scene=scene).order_by("pk")[:MOST_STEPS])
    if findings(scene, steps):
        perform(server_in(scene.room), "sight.explore", {"scene": str(scene.pk)}, internal=True)
    elif steps:
        Step.objects.filter(pk__in=[step.pk for step in steps]).delete()
    if len(steps) == MOST_STEPS:
        catch_up(scene_id)


def server_in(room: Room) -> Viewer:
    """The server itself, as whom its own events are performed: it sees everything and is nobody."""
    return Viewer.audience(room, "gm")


class Queue:
    """Asks of one scene that come together become one; the next waits until `apart` seconds after the last."""

    def __init__(self, work: Any, apart: float) -> None:
        self.work, self.apart = work, apart
        self._waiting: set[UUID] = set()
        self._last: dict[UUID, float] = {}
        self._lock = Lock()

    def ask(self, scene: UUID) -> None:
        with self._lock:
            if scene in self._waiting:
                return
            self._waiting.add(scene)
            wait = self._last.get(scene, 0.0) + self.apart - monotonic()
        if wait <= 0:
            on_a_thread(self._run, scene)
        else:
            timer = Timer(wait, on_a_thread, (self._run, scene))
            timer.daemon = True
            timer.start()

    def _run(self, scene: UUID) -> None:
        with self._lock:
            self._waiting.discard(scene)
            if len(self._last) > 1_000:
                self._last.clear()
            self._last[scene] = monotonic()
        try:
            self.work(scene)
        except Exception:
            # The steps stay; the next move, or the job that looks for forgotten ones, takes them up.
            log.exception("exploring scene %s failed", scene)


_queue = Queue(catch_up, APART_SECONDS)
