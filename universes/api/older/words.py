"""What older systems called things: names of fields, values with their units, places as objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from universes.composer.parameters import OLDER_NAMES

Plain = dict[str, Any]

PARAMETERS = {
    "time_dilation": "time_scale",
    "collision_elasticity": "elasticity",
    "integration_method": "integration",
    "constraint_iterations": "iterations",
    "root": "key",
    "root_note": "key",
}
BODY = {
    "type": "shape",
    "is_static": "static",
    "is_trigger": "sensor",
    "is_sensor": "sensor",
    "rotation": "angle",
    "angularVelocity": "angular_velocity",
    "collision_filter": "filter",
}
CONSTRAINT = {
    **{"object_a": "body_a", "object_b": "body_b", "object_a_id": "body_a", "object_b_id": "body_b"},
    **{"constraint_type": "type", "restLength": "rest_length"},
}
IN_ONE = ("spring_properties", "limits", "collision_params", "dimensions")
"""Objects whose fields are fields of the thing itself here."""
PLACES = ("position", "velocity", "acceleration", "anchor_a", "anchor_b", "axis")
VISIBLE = {True: "public", False: "private"}


def parameters(given: Mapping[str, Any]) -> Plain:
    """Parameters, each a value or {value, unit, min, max}, by their names here."""
    found = {
        PARAMETERS.get(name, name): value["value"] if isinstance(value, dict) and "value" in value else value
        for name, value in given.items()
    }
    if isinstance(found.get("instruments"), dict):
        found["instruments"] = _instruments(found["instruments"])
    return found


def _instruments(given: Plain) -> Plain:
    """The first one leads, the others accompany: {primary, secondary: [...]} as roles."""
    if "primary" not in given and "secondary" not in given:
        return given
    named = [given.get("primary"), *(given.get("secondary") or [])]
    roles = dict(zip(("melody", "harmony", "figure"), named, strict=False))
    return {role: OLDER_NAMES.get(name, name) for role, name in roles.items() if name}


def body(given: Mapping[str, Any]) -> Plain:
    return _placed(_flat(given), BODY)


def constraint(given: Mapping[str, Any]) -> Plain:
    return _placed(_flat(given), CONSTRAINT)


def _flat(given: Mapping[str, Any]) -> Plain:
    found: Plain = {}
    for name, value in given.items():
        if name in IN_ONE and isinstance(value, dict):
            found |= value
        else:
            found[name] = value
    return found


def _placed(given: Plain, names: Mapping[str, str]) -> Plain:
    """By their names here; a place {x, y, z} as [x, y], for the world is flat."""
    found = {names.get(name, name): value for name, value in given.items()}
    for name in PLACES:
        place = found.get(name)
        if isinstance(place, dict) and {"x", "y"} <= place.keys() <= {"x", "y", "z"}:
            found[name] = [place["x"], place["y"]]
        elif isinstance(place, list) and len(place) == 3:
            found[name] = place[:2]
    if isinstance(found.get("angle"), dict):
        found["angle"] = found["angle"].get("z", 0.0)
    return found
