"""Rooms and who belongs to them in the back offices: `game_masters` in `/gm/`, `staff` in `/admin/`."""

from rooms.admin import game_masters, staff

__all__ = ["game_masters", "staff"]
