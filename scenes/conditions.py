"""The conditions of the rules (SRD 5.1, appendix A) in words: `static/scenes/tokens/conditions.js` has the same names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "blinded": _("blinded"),
    "charmed": _("charmed"),
    "deafened": _("deafened"),
    "exhausted": _("exhausted"),
    "frightened": _("frightened"),
    "grappled": _("grappled"),
    "incapacitated": _("incapacitated"),
    "invisible": _("invisible"),
    "paralyzed": _("paralyzed"),
    "petrified": _("petrified"),
    "poisoned": _("poisoned"),
    "prone": _("prone"),
    "restrained": _("restrained"),
    "stunned": _("stunned"),
    "unconscious": _("unconscious"),
    "concentrating": _("concentrating"),
    "dead": _("dead"),
}


def in_words(name: str) -> str:
    """One's own words as they are."""
    return str(WORDS.get(name, name))
