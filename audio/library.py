"""What is done to the sounds of a library, so that the tables that use them hear of it; and the library as one tree."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from audio import usages
from audio.models import Favourite, SoundFolder, Track, remove_tracks


@transaction.atomic
def change(entry: Track, **fields: Any) -> None:
    """Sets `fields` and saves; tables that use the sound are told what they show of it."""
    usages.before_change(entry, fields)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save(update_fields=[*fields, "updated_at"])


@transaction.atomic
def delete_all(found: list[Track]) -> int:
    """Returns in how many places they were used."""
    return remove_tracks(found)


def favour(user: Any, entry: Track, *, favourite: bool) -> None:
    if favourite:
        Favourite.objects.get_or_create(user=user, track=entry)
    else:
        Favourite.objects.filter(user=user, track=entry).delete()


def paths_of(owner: Any) -> dict[UUID | None, str]:
    """{folder id: "Weather/Storms"} of all folders of a person, in one query; None is the top level, ""."""
    rows = {pk: (name, parent) for pk, name, parent in SoundFolder.objects.filter(owner=owner).values_list("pk", "name", "parent")}  # fmt: skip
    paths: dict[UUID | None, str] = {None: ""}

    def path(pk: UUID | None) -> str:
        if pk not in paths and pk is not None:
            name, parent = rows[pk]
            paths[pk] = f"{path(parent)}/{name}".strip("/")
        return paths[pk]

    for pk in rows:
        path(pk)
    return paths


def tree(owner: Any) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The library as older soundboards know it: {loop: {folder: [sound]}, oneshot: {folder: [sound]}}, music among the
    loops; `randomize` says that it may begin anywhere.
    """
    paths = paths_of(owner)
    found: dict[str, dict[str, list[dict[str, Any]]]] = {"loop": defaultdict(list), "oneshot": defaultdict(list)}
    for pk, name, kind, folder in Track.objects.owned_by(owner).order_by("name", "id").values_list("pk", "name", "kind", "folder"):  # fmt: skip
        once, place = kind == Track.Kind.ONE_SHOT, paths[folder]
        found["oneshot" if once else "loop"][place].append(
            {
                "id": pk,
                "name": name,
                "type": "effect" if once else "music",
                "url": reverse("track-stream", args=[pk]),
                "loop": kind == Track.Kind.LOOP,
                "randomize": kind == Track.Kind.LOOP,
                "path": f"{place}/{name}".strip("/"),
            }
        )
    return found
