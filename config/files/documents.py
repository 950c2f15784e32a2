"""PDF files. They are kept as they came and never opened here: whoever serves one serves it as a download."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from config.api.errors import Unprocessable, UnsupportedType
from config.files.uploads import Spool

# Where readers look for the end mark.
TAIL_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Pdf:
    """A file that has both ends of a PDF; it lies where it was spooled."""

    path: Path
    sha256: str
    size: int
    content_type = "application/pdf"
    extension = "pdf"


def checked_pdf(spool: Spool) -> Pdf:
    """Raises UnsupportedType for what does not begin as a PDF, Unprocessable for one that has no end."""
    with open(spool.path, "rb") as file:
        if file.read(5) != b"%PDF-":
            raise UnsupportedType(_("This is not a PDF."))
        file.seek(-min(TAIL_BYTES, spool.size), os.SEEK_END)
        if b"%%EOF" not in file.read():
            raise Unprocessable(_("This PDF is incomplete."))
    return Pdf(spool.path, spool.sha256, spool.size)
