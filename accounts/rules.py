"""Who may do what: `@rule("scenes.move_token") def ...(who, token)`, asked by name with the object.

`who` is a Viewer at a table, or a User for things outside rooms. What one may not see is fetched through
`visible_to(who)` and is *not found*; what one may see but not do is *forbidden*: that is this module's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from config.api.errors import Forbidden

Rule = Callable[[Any, Any], bool]
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Registers the rule of permission `name` ("app.verb_thing"). Raises ValueError for a name used twice."""

    def register(function: Rule) -> Rule:
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        RULES[name] = function
        return function

    return register


def allowed(who: Any, name: str, obj: Any = None) -> bool:
    """Whether `who` may do `name` with `obj`. Raises KeyError for a permission nobody declared."""
    return RULES[name](who, obj)


def require(who: Any, name: str, obj: Any = None) -> None:
    """Raises Forbidden unless allowed."""
    if not allowed(who, name, obj):
        raise Forbidden()
