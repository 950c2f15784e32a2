"""A page of many modules names them all in its head, so that they come side by side and not layer by layer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from config import frontend
from config.modules import imported_by
from rooms.models import Room

FILES = {
    "page.js": """/** @param {import("./types.js").Type} type */
import { a } from "./parts/a.js";
import {
  b,
} from "./parts/b.js";
import "./parts/effect.js";
const words = 'import { no } from "./words.js"';
await import("./later.js");
""",
    "parts/a.js": 'export { c } from "../deep/c.js";\nexport const url = "./no.js";\n',
    "parts/b.js": 'export * from "./a.js";\nimport * as all from "../missing.js";\n',
    "parts/effect.js": "",
    "deep/c.js": 'import { a } from "../parts/a.js";\n',
    "later.js": "",
}


def test_it_works(tmp_path: Path, settings: Any) -> None:
    settings.BASE_DIR = tmp_path
    for name, text in FILES.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert imported_by("page.js") == ["page.js", "parts/a.js", "parts/b.js", "parts/effect.js", "deep/c.js"]
    assert imported_by("later.js", "deep/c.js") == ["later.js", "deep/c.js", "parts/a.js"]
    (tmp_path / "static/parts/effect.js").write_text('import "../later.js"; // changed while the server runs\n')
    assert "later.js" in imported_by("page.js")


@pytest.mark.skipif(bool(frontend.missing()), reason="not published here: manage.py frontend")
def test_the_table_names_what_it_imports(as_: Any, ada: Any) -> None:
    named = {}
    for kind in (Room.Kind.TABLE, Room.Kind.CHAT):
        room = Room.open_by(ada, name=f"A room to {kind}", kind=kind)
        page = as_(ada).get(f"/rooms/{room.pk}/").content.decode()
        named[kind] = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', page)
    assert named[Room.Kind.TABLE] == imported_by("table.js", "scenes/map_page.js")
    assert {"table.js", "vendor/pixi.js", "scenes/stage.js"} <= set(named[Room.Kind.TABLE])
    assert named[Room.Kind.CHAT] == imported_by("table.js")
    assert not [name for name in named[Room.Kind.CHAT] if name.startswith("scenes/") or "pixi" in name]
