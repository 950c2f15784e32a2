"""Foreign keys point downward, as imports do (a key named by a string escapes import-linter)."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps

from config.frontend import ROOT

LAYERS = ("accounts", "rooms", "maps", "audio", "universes", "scenes")
SIBLINGS = {"maps": {"audio"}, "audio": {"maps"}}
LEAVES = ("api", "live", "files", "jobs", "keeping", "doctor")


def test_it_works() -> None:
    wrong = []
    for model in apps.get_models():
        here = model._meta.app_label
        for field in model._meta.get_fields():
            there = field.related_model._meta.app_label if field.is_relation and field.concrete else here
            if here in LAYERS and there in LAYERS and there != here:
                below = set(LAYERS[: LAYERS.index(here)]) - SIBLINGS.get(here, set())
                wrong += [] if there in below else [f"{model.__name__}.{field.name} points to {there}"]
            elif here not in LAYERS and there in LAYERS and model.__module__.startswith("config."):
                wrong.append(f"{model.__name__}.{field.name}: a leaf package knows no app")
    assert not wrong


def imported(file: Path) -> set[str]:
    """The first words of what a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_leaf_packages_import_no_app() -> None:
    files = [file for leaf in LEAVES for file in (ROOT / "config" / leaf).rglob("*.py") if "tests" not in file.parts]
    assert files
    assert not {str(file.relative_to(ROOT)): apps for file in files if (apps := imported(file) & set(LAYERS))}
