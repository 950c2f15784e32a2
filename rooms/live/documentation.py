"""`EVENTS.md`, made from the declarations: each command's docstring, input, permission, streams and example."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import msgspec

from rooms.live.event import EVENTS, Event

FILE = Path(__file__).parent / "EVENTS.md"
HEAD = """# The commands of a live table

Made from the code by `manage.py events`; do not edit. Up: `{"id", "type", "data"}`; the rules are in `SPEC.md`.
A *kept* command is numbered and stored, and comes down as an entry with ops of the kinds that the projections name.
A *passing* one is told at once and forgotten. The server's own commands are sent by no client. In the examples `$name`
stands for the id of something on the table.
"""
BOUNDS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "minLength": "{} characters at least",
    "maxLength": "at most {} characters",
    "maxItems": "at most {} of them",
    "pattern": "like `{}`",
}


def document() -> str:
    """The whole file."""
    return HEAD + "".join(section(EVENTS[type]) for type in sorted(EVENTS))


def section(event: type[Event]) -> str:
    kept = "kept" if event.kept else "passing"
    facts = [
        "the server's own" if event.internal else kept,
        f"permission `{event.permission}`",
        f"streams {', '.join(sorted(event.streams))}",
    ]
    if event.budget:
        facts.append(f"credits of `{event.budget}`")
    blocks = [f"## {event.type}", inspect.cleandoc(event.__doc__ or ""), f"{'; '.join(facts).capitalize()}."]
    if not event.internal:
        blocks.append("\n".join(fields(event.Input)))
        blocks.append(f"Example: `{json.dumps({'type': event.type, 'data': event.example})}`")
    return "\n" + "\n\n".join(blocks) + "\n"


def fields(struct: type) -> list[str]:
    """One line a field: what it may be, and whether it must be there."""
    (schema,), definitions = msgspec.json.schema_components([struct], ref_template="{name}")
    shape = definitions[schema["$ref"]]
    required = set(shape.get("required", ()))
    lines = [
        f"- `{name}`{'' if name in required else ' (may be left out)'}: {words(property, definitions)}"
        for name, property in shape["properties"].items()
    ]
    return lines or ["- no fields"]


def words(shape: dict[str, Any], definitions: dict[str, Any]) -> str:
    """A JSON schema in words."""
    if "$ref" in shape:
        inside = definitions[shape["$ref"]]["properties"]
        return "an object of " + ", ".join(f"`{name}` ({words(one, definitions)})" for name, one in inside.items())
    if "enum" in shape:
        return "one of " + ", ".join(f"`{value}`" for value in shape["enum"])
    if "anyOf" in shape:
        return " or ".join(words(one, definitions) for one in shape["anyOf"])
    kind = {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}
    name = "id" if shape.get("format") == "uuid" else kind.get(shape["type"], shape["type"])
    if shape["type"] == "array":
        name = f"list of {words(shape['items'], definitions)}" if shape["items"] else "list of exactly "
        name += " and ".join(words(one, definitions) for one in shape.get("prefixItems", ()))
    bounds = [text.format(_bound(shape[key])) for key, text in BOUNDS.items() if key in shape]
    default = [f"{shape['default']!r} unless given".replace("'", '"')] if shape.get("default") not in (None, "") else []
    return ", ".join([name, *bounds, *default])


def _bound(value: Any) -> Any:
    """2.0 as 2: which of two equal bounds a type remembers depends on the order of imports."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
