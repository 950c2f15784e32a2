"""A code besides the password: six digits of an app on one's phone (TOTP, RFC 6238), or a recovery code that works once.

Who has a device is asked for a code at every sign-in, and setting one up ends all other sign-ins: whoever is signed in
to an account with a device has shown it. So `lacking` need not ask by which session somebody came.
"""

from accounts.second_factor.devices import (
    begin,
    check,
    codes_left,
    confirm,
    device_of,
    has,
    lacking,
    marked,
    new_codes,
    picture,
    remove,
    secret,
)

__all__ = [
    "begin",
    "check",
    "codes_left",
    "confirm",
    "device_of",
    "has",
    "lacking",
    "marked",
    "new_codes",
    "picture",
    "remove",
    "secret",
]
