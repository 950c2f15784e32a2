"""What a person is told about a file that was refused, or about what an import left out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.api.errors import TooLarge, Unprocessable
from maps.formats.structure import Malformed


def refusal(error: Malformed) -> Unprocessable | TooLarge:
    """The problem to raise in place of a format's own."""
    words = {
        "unknown": _(
            "This is no scene that can be read. Universal VTT, Foundry VTT, One Page Dungeon, SpellTable and "
            "Dreamtable's own files can."
        ),
        "not_uvtt": _("This is not a picture and not a Universal VTT file."),
        "not_foundry": _("This is not a scene of Foundry VTT."),
        "not_watabou": _("This is not a One Page Dungeon."),
        "not_spelltable": _("This is not a scene of SpellTable."),
        "not_dreamtable": _("This file of Dreamtable is damaged, or was written by a newer version."),
        "no_size": _("This file does not say how large its map is."),
        "too_large": _("This map is too large: at most 16,384 px a side."),
        "too_many": _("This file holds too much besides its picture."),
        "too_many_walls": _("This file has too many walls: 5,000 at most."),
        "too_many_points": _("A line of this file has too many points."),
        "too_many_lights": _("This file has too many lights: 500 at most."),
        "coordinate": _("This file has coordinates that lie far outside the map."),
        "picture_missing": _("This file has no picture in it. Export it with its picture."),
        "picture_is_a_path": _("This file only names its picture. Export it with the picture embedded."),
        "picture_broken": _("The picture inside this file could not be read."),
    }
    if error.reason == "too_large":
        return TooLarge(words[error.reason])
    return Unprocessable(words[error.reason])


def told(report: dict[str, int]) -> list[dict[str, Any]]:
    """A report for people: [{code, count, text}]."""
    return [{"code": code, "count": count, "text": _said(code, count)} for code, count in sorted(report.items())]


def _said(code: str, count: int) -> str:
    said = {
        "walls_zero_length": lambda n: ngettext("%d wall without length", "%d walls without length", n),
        "walls_outside": lambda n: ngettext("%d wall outside the picture", "%d walls outside the picture", n),
        "walls_without_ends": lambda n: ngettext("%d wall without ends", "%d walls without ends", n),
        "walls_by_distance": lambda n: ngettext(
            "%d wall that stops from a distance on stops always", "%d walls that stop from a distance on stop always", n
        ),
        "doors_zero_length": lambda n: ngettext("%d door without width", "%d doors without width", n),
        "doors_outside": lambda n: ngettext("%d door outside the picture", "%d doors outside the picture", n),
        "doors_without_ends": lambda n: ngettext("%d door without two ends", "%d doors without two ends", n),
        "lights_outside": lambda n: ngettext("%d light outside the picture", "%d lights outside the picture", n),
        "lights_without_range": lambda n: ngettext("%d light that reaches nowhere", "%d lights that reach nowhere", n),
        "lights_of_darkness": lambda n: ngettext("%d source of darkness", "%d sources of darkness", n),
        "colours_unknown": lambda n: ngettext("%d colour that is none", "%d colours that are none", n),
        "token_pictures": lambda n: ngettext(
            "%d picture of a token, which is not in the file", "%d pictures of tokens, which are not in the file", n
        ),
        "journal_entries": lambda n: ngettext(
            "%d journal entry, which is not in the file", "%d journal entries, which are not in the file", n
        ),
        "tiles": lambda n: ngettext("%d picture laid on the map", "%d pictures laid on the map", n),
        "sounds": lambda n: ngettext("%d sound", "%d sounds", n),
        "sounds_missing": lambda n: ngettext(
            "%d sound, which is neither in the file nor in your library",
            "%d sounds, which are neither in the file nor in your library",
            n,
        ),
        "universe_missing": lambda n: _("The universe it was in is not here, or not yours to use."),
        "own_world_missing": lambda n: _("The world of its own is not here, or not yours: it has its universe's."),
        "regions": lambda n: ngettext("%d region", "%d regions", n),
        "areas_unknown": lambda n: ngettext("%d area of another shape", "%d areas of another shape", n),
        "drawings_unknown": lambda n: ngettext("%d drawing of another kind", "%d drawings of another kind", n),
        "fog_without_points": lambda n: ngettext("%d fog without corners", "%d fogs without corners", n),
        "notes_without_place": lambda n: ngettext("%d note without a place", "%d notes without a place", n),
        "maps_by_name": lambda n: ngettext(
            "%d map, which the file only names", "%d maps, which the file only names", n
        ),
        "images_by_name": lambda n: ngettext(
            "%d image, which the file only names", "%d images, which the file only names", n
        ),
        "fixed_grid": lambda n: _("The grid was counted in cells across the picture: align it anew."),
        "round_rooms": lambda n: ngettext("%d round room has straight walls", "%d round rooms have straight walls", n),
        "picture_scaled": lambda n: _("Walls and lights were stretched to the size of the picture."),
        "other_maps": lambda n: ngettext(
            "%d map besides the lowest is not in the file", "%d maps besides the lowest are not in the file", n
        ),
        "owners": lambda n: ngettext("%d owner of a token", "%d owners of tokens", n),
        "characters": lambda n: ngettext("%d link to a character", "%d links to characters", n),
    }
    words = said.get(code, lambda n: ngettext("%d thing over the limit", "%d things over the limit", n))(count)
    return words % count if "%d" in words else words
