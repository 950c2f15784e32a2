"""PDF files. They are kept as they came and never opened here: whoever serves one serves it as a download."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext as _

from config.api.errors import Unprocessable, UnsupportedType

CONTENT_TYPE = "application/pdf"
# Where readers look for the end mark.
TAIL_BYTES = 1024


def check_pdf(path: Path) -> None:
    """Raises UnsupportedType for what does not begin as a PDF, Unprocessable for one that has no end."""
    with open(path, "rb") as file:
        if file.read(5) != b"%PDF-":
            raise UnsupportedType(_("This is not a PDF."))
        file.seek(-min(TAIL_BYTES, os.fstat(file.fileno()).st_size), os.SEEK_END)
        if b"%%EOF" not in file.read():
            raise Unprocessable(_("This PDF is incomplete."))
