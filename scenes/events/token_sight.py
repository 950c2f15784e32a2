"""What follows for others when tokens that see or shine are made, moved, changed or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scenes.hearing import heard_anew
from scenes.models import Combatant, Encounter, Scene, Token
from scenes.sight import affected, changed_by, in_the_fight, matters

Fields = Mapping[str, Any]


def seen_otherwise(changes: Mapping[Token, Fields]) -> list[Any]:
    """The other rows whose views differ when each token gets its fields ({"hidden": True} for deleting); a token without
    any changes nothing. Tokens of one scene know the very same one.
    """
    by_scene: dict[Scene, dict[Token, Fields]] = {}
    for token, fields in changes.items():
        if fields:
            by_scene.setdefault(token.scene, {})[token] = fields
    return [
        row for scene, tokens in by_scene.items() for row in (*changed_by(scene, tokens), *heard_anew(scene, tokens))
    ]


def seen_with(scene: Scene, tokens: Iterable[Token]) -> list[Any]:
    """The rows whose views may differ when these tokens come into the scene."""
    new = list(tokens)
    return [
        *(affected(scene) if any(matters(token) for token in new) else ()),
        *heard_anew(scene, {token: {} for token in new}),
    ]


def reached(rows: list[Any]) -> list[Any]:
    """The same when what was done to `rows` is taken back."""
    found = acquainted(rows)
    tokens: dict[Scene, list[Token]] = {}
    for token in found:
        if isinstance(token, Token):
            tokens.setdefault(token.scene, []).append(token)
    for scene, theirs in tokens.items():
        # Whether one saw or shone before it was changed, its row does not say any more.
        others = affected(scene)
        found += [*others, *(in_the_fight(scene, theirs) if others else ()), *heard_anew(scene)]
    return acquainted(found)


def acquainted(rows: Iterable[Any]) -> list[Any]:
    """The rows, each once, and each knowing the first of its scene, encounter and token among them: what is seen of one
    follows from where another stands by then.
    """
    found: dict[tuple[type, Any], Any] = {}
    for row in rows:
        found.setdefault((type(row), row.pk), row)
    known = dict(found)

    def introduce(row: Any, name: str, model: type) -> None:
        id = getattr(row, f"{name}_id", None)
        if (model, id) in known:
            setattr(row, name, known[model, id])
        elif id is not None:
            known[model, id] = getattr(row, name)

    for row in found.values():
        if isinstance(row, Combatant):
            introduce(row, "token", Token)
            introduce(row, "encounter", Encounter)
            introduce(row.encounter, "scene", Scene)
        introduce(row, "scene", Scene)
    return list(found.values())
