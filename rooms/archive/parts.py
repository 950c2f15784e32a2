"""Who has something to say in a room's archive. Apps join `PARTS` in `AppConfig.ready()`, in the order of their layers: a part
may refer to what an earlier one has taken in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rooms.archive.building import Arriving
    from rooms.archive.opening import Opened
    from rooms.archive.packing import Packing


class Part:
    """One app's share. `words` name it to people who wait."""

    words: Any

    def pack(self, packing: Packing) -> None:
        """Puts its texts into the archive and names its files: what `packing.viewer`, the owner, may read."""
        raise NotImplementedError

    def look(self, archive: Opened) -> dict[str, int]:
        """Reads all its texts, and counts what is in them. Raises Unprocessable for what cannot be so; makes nothing."""
        raise NotImplementedError

    def take_in(self, arriving: Arriving) -> None:
        """Makes the files that it needs the importer's, as if they had been uploaded. Raises what uploads raise."""

    def build(self, arriving: Arriving) -> None:
        """Puts its rows into `arriving.room`, which nobody sees yet."""
        raise NotImplementedError


PARTS: list[Part] = []
