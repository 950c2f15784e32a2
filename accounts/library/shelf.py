"""Tags and twins of the things of a library: rows with `owner`, `name`, `tags` and `content_sha256`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from config.api.errors import Invalid

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
        raise Invalid(fields={"tags": [_("There are 20 tags at most.")]})
    return [kept[key] for key in sorted(kept)]


def counted(things: QuerySet[Any]) -> Iterable[tuple[str, int]]:
    """The tags of these things with how many have each, by name."""
    found: Counter[str] = Counter()
    for _pk, tags in tagged(things):
        found.update(tags)
    return [(tag, found[tag]) for tag in sorted(found, key=str.casefold)]


def with_tag(things: QuerySet[Any], tag: str) -> list[UUID]:
    wanted = tag.strip().casefold()
    return [pk for pk, tags in tagged(things) if any(tag.casefold() == wanted for tag in tags)]


def with_words_in_tags(things: QuerySet[Any], words: str) -> list[UUID]:
    wanted = words.casefold()
    return [pk for pk, tags in tagged(things) if any(wanted in tag.casefold() for tag in tags)]


def tagged(things: QuerySet[Any]) -> Iterable[tuple[UUID, list[str]]]:
    """Things with tags, which are read here and not in the database: SQLite cannot look into its JSON by index either."""
    return things.exclude(tags=[]).order_by().values_list("pk", "tags").iterator()


def duplicates(things: QuerySet[Any], own: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `things` whose file was uploaded more than once into `own`, all things of one person."""
    known = own.exclude(content_sha256="").order_by().values("content_sha256")
    return things.filter(
        content_sha256__in=known.annotate(times=Count("pk")).filter(times__gt=1).values("content_sha256")
    )


def twin(entry: Any) -> str | None:
    """The id of the oldest other thing of the same kind and person that was made from the same file."""
    if not entry.content_sha256:
        return None
    same = type(entry).objects.filter(owner=entry.owner_id, content_sha256=entry.content_sha256).exclude(pk=entry.pk)
    found = same.order_by("created_at").values_list("pk", flat=True).first()
    # As text, because jobs answer with it too, and what they answer is JSON.
    return str(found) if found else None


@transaction.atomic
def change_all(
    found: list[Any], change: Callable[..., None], *,
    fields: dict[str, Any], names: dict[UUID, str], add: list[str], remove: list[str],
) -> None:  # fmt: skip
    """By `change(thing, **fields)`: `fields` into each and `names` into some; then the tags of `remove` leave them and
    those of `add` come. Raises Invalid.
    """
    gone = {tag.casefold() for tag in remove}
    for entry in found:
        kept = [tag for tag in fields.get("tags", entry.tags) if tag.casefold() not in gone]
        change(entry, **{**fields, "name": names.get(entry.pk, entry.name), "tags": tags_of([*kept, *add])})
