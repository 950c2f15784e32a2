"""Changing what one shows of oneself and how the pages look. Pages and API both come here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import names
from accounts.models import User
from config.api.errors import Invalid

BIO = 500


def change(user: User, **wishes: Any) -> None:
    """Any of display_name, bio, colour, theme, locale, notifications. Raises Invalid with fields, changing nothing.
    A new language counts for the rest of this request too.
    """
    fields = {FIELDS.get(name, name): CHECKS[name](value) for name, value in wishes.items()}
    for field, value in fields.items():
        setattr(user, field, value)
    if fields:
        user.save(update_fields=[*fields, "updated_at"])
    if "locale" in fields:
        translation.activate(user.locale)


def _one_of(field: str, choices: list[str]) -> Any:
    def check(value: str) -> str:
        if value not in choices:
            message = _("Choose one of %(choices)s.") % {"choices": ", ".join(choices)}
            raise Invalid(_("Please check what you entered."), fields={field: [message]})
        return value

    return check


def _bio(text: str) -> str:
    if len(text) > BIO:
        raise Invalid(fields={"bio": [_("At most 500 characters.")]})
    return text.strip()


FIELDS = {"notifications": "live_notifications"}
CHECKS: dict[str, Any] = {
    "display_name": names.display_name,
    "bio": _bio,
    "colour": str.lower,
    "theme": _one_of("theme", [value for value, _label in User._meta.get_field("theme").choices or ()]),
    "locale": _one_of("locale", [code for code, _name in settings.LANGUAGES]),
    "notifications": bool,
}
