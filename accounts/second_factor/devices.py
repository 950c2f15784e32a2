"""Devices and recovery codes of a person. The one module that knows which library keeps them (django-otp)."""

from __future__ import annotations

import base64
import math
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import inbox
from accounts.models import User
from config.api.errors import Conflict, Invalid, SlowDown

CODES = 10
DIGITS = 6
NAME = "phone"
RECOVERY = "recovery"


def device_of(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def has(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def marked(people: QuerySet[Any]) -> QuerySet[Any]:
    """Each of `people` with `has_second_factor`."""
    return people.annotate(has_second_factor=Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)))


def lacking(user: User) -> bool:
    """Whether `user` must set one up before they may work as staff."""
    return settings.REQUIRE_STAFF_2FA and user.is_staff and not has(user)


def check(user: User, code: str) -> None:
    """Spends `code`: digits of the app, or a recovery code. Raises Invalid for a wrong or spent one, SlowDown after
    wrong ones: each doubles the wait for the next try, whoever asks and from wherever.
    """
    typed = code.replace(" ", "").replace("-", "").lower()
    wait = 0.0
    with transaction.atomic():  # what a wrong try counts must stay: nothing is raised inside
        device = _asked(user, typed)
        good = False
        if device is not None:
            free, why = device.verify_is_allowed()
            if free:
                good = device.verify_token(typed)
            else:
                wait = (why["locked_until"] - timezone.now()).total_seconds()
    if wait > 0:
        raise SlowDown(_("Too many wrong codes. Wait a little and try again."), retry_after=math.ceil(wait))
    if not good:
        words = _("This code is wrong, or was used before.")
        raise Invalid(words, code="wrong_code", fields={"code": [words]})


def _asked(user: User, typed: str) -> Any:
    """The device that `typed` looks like a code of, held until the transaction ends."""
    kind: Any = TOTPDevice if typed.isdecimal() and len(typed) == DIGITS else StaticDevice
    return kind.objects.select_for_update().filter(user=user, confirmed=True).first()


def begin(user: User) -> TOTPDevice:
    """The device that waits to be confirmed; the same one until then, so that a page may be loaded again. Raises Conflict
    for who has one.
    """
    if has(user):
        raise Conflict(_("A second factor is set up already."))
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return waiting or TOTPDevice.objects.create(user=user, name=NAME, confirmed=False)


def confirm(user: User, code: str, *, kept: str | None = None) -> list[str]:
    """Turns the waiting device on and returns the recovery codes. Every other sign-in ends; `kept` as in
    `sign_out_everywhere`. Raises Invalid for a wrong code.
    """
    device = begin(user)
    with transaction.atomic():
        waiting = TOTPDevice.objects.select_for_update().get(pk=device.pk)
        waiting.throttle_reset(commit=False)  # its owner reads the secret on the same page: nothing to guess
        good = not waiting.confirmed and waiting.verify_token(code.replace(" ", ""))
        if good:
            waiting.confirmed = True
            waiting.save(update_fields=["confirmed"])
            codes = _fresh_codes(user)
            user.sign_out_everywhere(kept=kept)
            inbox.notify(user, "accounts.second_factor_on", link="/account/second-factor/")
    if not good:
        words = _("This code is wrong. Is the clock of your phone right?")
        raise Invalid(words, code="wrong_code", fields={"code": [words]})
    return codes


def new_codes(user: User) -> list[str]:
    """Ten new recovery codes; the earlier ones are worth nothing any more."""
    with transaction.atomic():
        return _fresh_codes(user)


def _fresh_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    holder = StaticDevice.objects.create(user=user, name=RECOVERY)
    codes = [StaticToken.random_token() for _number in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=holder, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def remove(user: User) -> bool:
    """Takes device and codes away; False when there was none. Staff who need one are led to set up the next."""
    with transaction.atomic():
        had = has(user)
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        if had:
            inbox.notify(user, "accounts.second_factor_off", link="/account/second-factor/")
    return had


def secret(device: TOTPDevice) -> str:
    """What one types into an app that cannot read the picture: base 32, in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def picture(device: TOTPDevice) -> str:
    """The QR code that apps read, as an address of the kind `data:image/svg+xml`."""
    return segno.make(device.config_url, error="m", micro=False).svg_data_uri(
        scale=5, border=3, dark="#14121a", light="#ffffff"
    )
