"""What `manage.py frontend` publishes, and what it says when something cannot be published."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import frontend

ANCHOR = (
    '<!-- licence -->\n<svg\n  class="lucide"\n  width="24"\n>\n  <path d="M12 6v16" />\n  <circle cx="12" />\n</svg>\n'
)


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    (tmp_path / "anchor.svg").write_text(ANCHOR)
    return tmp_path


def test_it_works(icons: Path) -> None:
    drawn = frontend.sprite(["anchor"], icons)
    assert '<symbol id="icon-anchor" viewBox="0 0 24 24"' in drawn
    assert '<path d="M12 6v16" /> <circle cx="12" /></symbol>' in drawn


def test_an_icon_that_the_set_lacks_is_named(icons: Path) -> None:
    with pytest.raises(frontend.FrontendError, match="static/icons.txt.*: dragon, mimic"):
        frontend.sprite(["anchor", "dragon", "mimic"], icons)


def test_a_missing_node_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend.shutil, "which", lambda name: None)
    monkeypatch.setattr(frontend, "find_spec", lambda name: None)
    with pytest.raises(frontend.FrontendError, match="pip install -r requirements.txt"):
        frontend.find_node()


@pytest.mark.skipif(bool(frontend.missing()), reason="not published here: manage.py frontend")
def test_fonts_are_light_and_come_from_here() -> None:
    fonts = sum(file.stat().st_size for file in (frontend.VENDOR / "fonts").iterdir())
    assert 0 < fonts <= frontend.FONT_BYTES
    assert "http" not in (frontend.VENDOR / "fonts.css").read_text()
