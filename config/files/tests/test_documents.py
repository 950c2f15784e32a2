"""A PDF is known by both its ends, and kept as it came."""

from __future__ import annotations

import io

import pytest

from config.api.errors import Unprocessable, UnsupportedType
from config.files import documents, magic, uploads

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"


def checked(content: bytes) -> documents.Pdf:
    with uploads.spooled(io.BytesIO(content), max_bytes=10_000) as spool:
        return documents.checked_pdf(spool)


def test_a_whole_one_is_taken() -> None:
    pdf = checked(PDF)

    assert (pdf.size, pdf.content_type, pdf.extension) == (len(PDF), "application/pdf", "pdf")
    assert len(pdf.sha256) == 64


@pytest.mark.parametrize("content", [PDF[:-7], b"%PDF-", PDF + b" " * 2000])
def test_one_without_an_end_is_refused(content: bytes) -> None:
    with pytest.raises(Unprocessable):
        checked(content)


@pytest.mark.parametrize("content", [b"", b"<html>" + PDF, b"\n" + PDF])
def test_what_begins_otherwise_is_none(content: bytes) -> None:
    """A page that is a PDF as well stays a page."""
    assert magic.family(content) == ""
    with pytest.raises(UnsupportedType):
        checked(content)
