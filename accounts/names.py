"""What may stand where a person's name stands."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from config.api.errors import Invalid

LONGEST = 50
UNSHOWN = ("Cc", "Cf", "Co", "Cs")
JOINERS = "\u200c\u200d"


def display_name(text: str, *, field: str = "display_name") -> str:
    """`text` with single spaces, 1 to 50 characters, no control or direction characters. Raises Invalid."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise Invalid(_("A name is needed."), fields={field: [_("Please enter a name.")]})
    if len(name) > LONGEST:
        raise Invalid(_("This name is too long."), fields={field: [_("At most 50 characters.")]})
    if any(unicodedata.category(sign) in UNSHOWN and sign not in JOINERS for sign in name):
        raise Invalid(
            _("This name cannot be shown."), fields={field: [_("It holds a character that cannot be shown.")]}
        )
    return name
