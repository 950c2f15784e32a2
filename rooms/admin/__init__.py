"""Rooms and who belongs to them in the back offices: `rooms`, `members`, `talk` in `/gm/`, `staff` in `/admin/`."""

from rooms.admin import members, rooms, staff, talk

__all__ = ["members", "rooms", "staff", "talk"]
