"""Why the child process refused a file."""

from __future__ import annotations


class Refused(Exception):
    """`reason` is one of unsupported, recorder (a sound as recorders make it), broken, too_large, too_long, disk_full."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(detail)
