"""What the API of accounts takes: one Struct a body. Words for what does not fit come with the field."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

Username = Annotated[str, Meta(max_length=254)]
Password = Annotated[str, Meta(max_length=1000)]
Name = Annotated[str, Meta(max_length=200)]
Bio = Annotated[str, Meta(max_length=500)]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]
Token = Annotated[str, Meta(max_length=2000)]


class Input(msgspec.Struct, forbid_unknown_fields=True):
    pass


class Register(Input):
    """`session` asks for a session cookie besides the tokens (the browser's way)."""

    username: Username
    password: Password
    email: Annotated[str, Meta(max_length=254)] | None = None
    display_name: Name = ""
    session: bool = False


class Login(Input):
    """Either of `username` (which may be an e-mail address) and `email`. `code`: six digits of the app, or a recovery code,
    for an account with a second factor.
    """

    password: Password
    username: Username = ""
    email: Username = ""
    code: Annotated[str, Meta(max_length=20)] = ""
    session: bool = False


class Demo(Input):
    session: bool = False


class Refresh(Input):
    refresh: Token


class Logout(Input):
    """`refresh`: the token whose sign-in ends; `everywhere`: all sign-ins of this person."""

    refresh: Token = ""
    everywhere: bool = False


class PasswordChange(Input):
    old_password: Password
    new_password: Password


class PasswordReset(Input):
    email: Username


class PasswordResetConfirm(Input):
    uid: Annotated[str, Meta(max_length=100)]
    token: Annotated[str, Meta(max_length=200)]
    new_password: Password


class MeChange(Input):
    """A new `email` needs the `password`."""

    display_name: Name | UnsetType = UNSET
    bio: Bio | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    email: Annotated[str, Meta(max_length=254)] | None | UnsetType = UNSET
    password: Password = ""


class Profile(Input):
    display_name: Name
    bio: Bio = ""
    colour: Colour | UnsetType = UNSET


class SettingsChange(Input):
    theme: str | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    notifications: bool | UnsetType = UNSET


class Deletion(Input):
    password: Password = ""


class Claim(Input):
    username: Username
    password: Password
    email: Annotated[str, Meta(max_length=254)] | None = None


class TicketWish(Input):
    room: UUID | None = None
