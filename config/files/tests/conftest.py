from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


@pytest.fixture(autouse=True)
def scratch(settings: Any, tmp_path: Path) -> Path:
    """The directory of temporary names, this test's own."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "tmp"
    return tmp_path / "tmp"


def left_in(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_file()] if directory.exists() else []
