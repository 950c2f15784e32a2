"""What follows for others when tokens that see or shine are made, moved, changed or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scenes.models import Scene, Token
from scenes.sight import affected, changed_by, matters

Fields = Mapping[str, Any]


def seen_otherwise(changes: Mapping[Token, Fields]) -> list[Any]:
    """The other rows whose views differ when each token gets its fields ({"hidden": True} for deleting); a token without
    any changes nothing. Tokens of one scene know the very same one.
    """
    by_scene: dict[Scene, dict[Token, Fields]] = {}
    for token, fields in changes.items():
        if fields:
            by_scene.setdefault(token.scene, {})[token] = fields
    return [row for scene, tokens in by_scene.items() for row in changed_by(scene, tokens)]


def seen_with(scene: Scene, tokens: Iterable[Token]) -> list[Any]:
    """The rows whose views may differ when these tokens come into the scene."""
    return affected(scene) if any(matters(token) for token in tokens) else []


def reached(rows: list[Any]) -> list[Any]:
    """The same when what was done to `rows` is taken back."""
    tokens = [row for row in rows if isinstance(row, Token)]
    found = list(rows)
    scenes: dict[Any, Scene] = {}
    for token in tokens:
        token.scene = scenes.setdefault(token.scene_id, token.scene)
    for scene in scenes.values():
        # Whether one saw or shone before it was changed, its row does not say any more.
        found += affected(scene)
    return found
