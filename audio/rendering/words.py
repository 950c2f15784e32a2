"""What people call the presets."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "rain": _("Rain"),
    "wind": _("Wind"),
    "sea": _("Sea"),
    "fire": _("Camp fire"),
    "cave": _("Cave"),
    "forest_night": _("Forest at night"),
    "tavern": _("Tavern crowd"),
    "heartbeat": _("Heartbeat"),
    "door_creak": _("Door creak"),
    "sword_clash": _("Sword clash"),
    "arrow": _("Arrow"),
    "thunder": _("Thunder"),
    "bell": _("Bell"),
    "war_horn": _("War horn"),
    "drum_roll": _("War drums"),
    "dice": _("Dice"),
    "coins": _("Coins"),
    "footsteps": _("Footsteps"),
    "magic": _("Spell"),
    "dragon_roar": _("Dragon"),
}
