"""Why a backup could not be made, or a file is not put back. The words are for operators; nothing was changed."""

from __future__ import annotations


class Refused(Exception):
    """Its words say what is wrong and what to do."""
