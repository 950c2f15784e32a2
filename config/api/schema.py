"""OpenAPI from what the views already declare: `inputs` (msgspec Structs) and docstrings, inside the envelope."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from drf_spectacular.openapi import AutoSchema

ERROR = {
    "type": "object",
    "required": ["success", "error"],
    "properties": {
        "success": {"type": "boolean", "enum": [False]},
        "error": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    },
}
PAGINATION = {name: {"type": "integer"} for name in ("page", "per_page", "total", "pages")}
ENVELOPE = {
    "type": "object",
    "required": ["success", "data"],
    "properties": {
        "success": {"type": "boolean", "enum": [True]},
        "data": {},
        "meta": {
            "type": "object",
            "properties": {"pagination": {"type": "object", "properties": PAGINATION}},
        },
    },
}


def flat_schema(struct: type) -> dict[str, Any]:
    """The JSON schema of `struct` with its definitions inlined: OpenAPI wants no local `$defs`."""
    (schema,), definitions = msgspec.json.schema_components([struct], ref_template="{name}")

    def inline(node: Any) -> Any:
        if isinstance(node, dict):
            if "$ref" in node:
                return inline(definitions[node["$ref"]])
            return {key: inline(value) for key, value in node.items()}
        return [inline(item) for item in node] if isinstance(node, list) else node

    return inline(schema)


class Schema(AutoSchema):
    def get_operation_id(self) -> str:
        """`get_rooms_room_id`: method and path, so that a list and its one thing never share a name."""
        return "_".join([self.method.lower(), *re.findall(r"[a-z0-9]+", self.path.removeprefix("/api/v1"))])

    def get_request_serializer(self) -> Any:
        struct = getattr(self.view, "inputs", {}).get(self.method.lower())
        if struct is not None:
            return {"application/json": flat_schema(struct)}
        return super().get_request_serializer() if hasattr(self.view, "serializer_class") else None

    def get_response_serializers(self) -> Any:
        words = getattr(self.view, "outputs", {}).get(self.method.lower(), "")
        success = {"200": ENVELOPE, "201": ENVELOPE, "202": ENVELOPE} if self.method != "DELETE" else {"200": ENVELOPE}
        answers = {(code, "application/json"): {**shape, "description": words} for code, shape in success.items()}
        failures = {
            (code, "application/json"): ERROR
            for code in ("400", "401", "403", "404", "405", "409", "413", "415", "422", "429", "500", "503", "507")
        }
        return {**answers, **failures, "204": None}

    def _get_paginator(self) -> None:
        return None

    def get_filter_backends(self) -> list[Any]:
        return []
