"""What is done to several maps at once, and what a library can be asked: tags, duplicates, many moved or deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from config.api.errors import Invalid
from maps import usages
from maps.models import Map, remove_maps

MOST_TAGS, LONGEST_TAG = 20, 40


def tags_of(given: Iterable[str]) -> list[str]:
    """As they are kept: trimmed, each once whatever its case, in order. Raises Invalid beyond 20 of 40 characters."""
    kept: dict[str, str] = {}
    for text in given:
        tag = " ".join(text.split())
        if not tag or len(tag) > LONGEST_TAG or not tag.isprintable():
            raise Invalid(fields={"tags": [_("A tag has 1 to 40 characters.")]})
        kept.setdefault(tag.casefold(), tag)
    if len(kept) > MOST_TAGS:
        raise Invalid(fields={"tags": [_("A map has 20 tags at most.")]})
    return [kept[key] for key in sorted(kept)]


def all_tags(owner: Any) -> list[dict[str, Any]]:
    """The tags of a person's maps, {tag, maps}, by name."""
    found: Counter[str] = Counter()
    for _pk, tags in tagged(owner):
        found.update(tags)
    return [{"tag": tag, "maps": found[tag]} for tag in sorted(found, key=str.casefold)]


def with_tag(owner: Any, tag: str) -> list[UUID]:
    wanted = tag.strip().casefold()
    return [pk for pk, tags in tagged(owner) if any(tag.casefold() == wanted for tag in tags)]


def with_words_in_tags(owner: Any, words: str) -> list[UUID]:
    wanted = words.casefold()
    return [pk for pk, tags in tagged(owner) if any(wanted in tag.casefold() for tag in tags)]


def tagged(owner: Any) -> Iterable[tuple[UUID, list[str]]]:
    """Maps with tags, which are read here and not in the database: SQLite cannot look into its JSON by index either."""
    return Map.objects.owned_by(owner).exclude(tags=[]).order_by().values_list("pk", "tags").iterator()


def duplicates(maps: QuerySet[Map], owner: Any) -> QuerySet[Map]:
    """Those of `maps` whose file was uploaded more than once by this person."""
    own = Map.objects.owned_by(owner).exclude(content_sha256="").order_by().values("content_sha256")
    return maps.filter(content_sha256__in=own.annotate(times=Count("pk")).filter(times__gt=1).values("content_sha256"))


def twin(entry: Map) -> UUID | None:
    """The oldest other map of the same person that was made from the same file."""
    if not entry.content_sha256:
        return None
    same = Map.objects.filter(owner=entry.owner_id, content_sha256=entry.content_sha256).exclude(pk=entry.pk)
    return same.order_by("created_at").values_list("pk", flat=True).first()


@transaction.atomic
def change(entry: Map, **fields: Any) -> None:
    """Sets `fields` and saves; tables on which the map lies are told what they show of it."""
    usages.before_change(entry, fields)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save(update_fields=[*fields, "updated_at"])


@transaction.atomic
def change_all(
    found: list[Map], *, fields: dict[str, Any], names: dict[UUID, str], add: list[str], remove: list[str]
) -> None:
    """`fields` into each of the maps and `names` into some; then the tags of `remove` leave them and those of `add`
    come. Raises Invalid.
    """
    gone = {tag.casefold() for tag in remove}
    for entry in found:
        kept = [tag for tag in fields.get("tags", entry.tags) if tag.casefold() not in gone]
        change(entry, **{**fields, "name": names.get(entry.pk, entry.name), "tags": tags_of([*kept, *add])})


@transaction.atomic
def delete_all(found: list[Map]) -> int:
    """Returns in how many scenes they lay."""
    return remove_maps(found)
