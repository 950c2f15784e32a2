"""Why the child process refused a picture."""

from __future__ import annotations


class Refused(Exception):
    """`reason` is one of unsupported, broken, too_large, disk_full."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(detail)
