"""A code besides the password: set up, asked for at every way in, spent once, lost and recovered."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from config.testing.cast import PASSWORD

LOGIN = "/api/v1/auth/login"
PAGE = "/account/second-factor/"
CODE = "/sign-in/code/"


class Phone:
    """The app on somebody's phone: each code it shows is a newer one than the last that was used."""

    def __init__(self, user: Any) -> None:
        self.user = user

    def code(self) -> str:
        device = TOTPDevice.objects.get(user=self.user)
        # The clock of a test stands still: a code of an earlier step than the last one used would be a replay.
        TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0, drift=0)
        return self.shown()

    def shown(self) -> str:
        totp = TOTP(TOTPDevice.objects.get(user=self.user).bin_key)
        totp.time = time.time()
        return f"{totp.token():06d}"


def send(client: Any, url: str, **fields: str) -> Any:
    return client.post(url, fields, format="multipart")


@pytest.fixture
def codes(ada: Any) -> list[str]:
    """Ada has a device; these are her recovery codes."""
    second_factor.begin(ada)
    return second_factor.confirm(ada, Phone(ada).code())


def test_it_works(as_: Any, ada: Any, settings: Any) -> None:
    """Ada sets it up where she is; her other browser is out, and signing in takes two steps from then on."""
    here, elsewhere, phone = as_(ada), as_(ada), Phone(ada)
    page = here.get(PAGE).content.decode()
    assert "data:image/svg+xml" in page
    assert second_factor.secret(TOTPDevice.objects.get(user=ada)) in page
    assert not second_factor.has(ada)
    assert "wrong" in send(here, PAGE, code="000000", password=PASSWORD).content.decode()
    assert not second_factor.has(ada)
    shown = send(here, PAGE, code=phone.code(), password=PASSWORD).content.decode()
    kept = shown.split("<li><code>")[1][:9]
    assert shown.count("<li><code>") == second_factor.codes_left(ada) == 10
    assert kept not in here.get(PAGE).content.decode()
    assert here.get("/account/").status_code == 200
    assert here.get("/api/v1/me/export").json()["data"]["account"]["second_factor"] is True
    assert elsewhere.get("/account/").status_code == 302

    client = as_()
    assert client.get(CODE).url == "/sign-in/"
    first = send(client, "/sign-in/", username="ada", password=PASSWORD, next="/rooms/")
    assert first.url == "/sign-in/code/?next=%2Frooms%2F"
    assert client.get("/account/").status_code == 302
    assert client.get(first.url).status_code == 200
    assert send(client, CODE, code=phone.code(), next="/rooms/").url == "/rooms/"
    assert client.get("/account/").status_code == 200


def test_a_code_counts_once_and_guessing_is_slow(as_: Any, ada: Any, codes: list[str]) -> None:
    used, first, second = Phone(ada).code(), as_(), as_()
    for client in (first, second):
        send(client, "/sign-in/", username="ada", password=PASSWORD)
    assert send(first, CODE, code=used).status_code == 302
    assert "used before" in send(second, CODE, code=used).content.decode()
    TOTPDevice.objects.filter(user=ada).update(throttling_failure_count=5)
    assert "Too many wrong codes" in send(second, CODE, code=Phone(ada).shown()).content.decode()
    assert second.get("/account/").status_code == 302


def test_a_recovery_code_works_once(as_: Any, ada: Any, codes: list[str]) -> None:
    answers = []
    for typed in (codes[0], codes[0], codes[1].upper().replace("-", " ")):
        StaticDevice.objects.filter(user=ada).update(throttling_failure_count=0)
        answers.append(as_().post(LOGIN, {"username": "ada", "password": PASSWORD, "code": typed}).status_code)
    assert answers == [200, 400, 200]
    assert second_factor.codes_left(ada) == 8


def test_clients_of_the_api_are_told_that_a_code_is_needed(as_: Any, ada: Any, ben: Any, codes: list[str]) -> None:
    asked = as_().post(LOGIN, {"username": "ada", "password": PASSWORD})
    assert asked.status_code == 400
    assert asked.json()["state"] == {"reason": "code_required"}
    assert "code" in asked.json()["errors"]
    wrong = as_().post(LOGIN, {"username": "ada", "password": "wrong", "code": codes[0]})
    assert "state" not in wrong.json()
    assert second_factor.codes_left(ada) == 10
    client = as_()
    body = {"username": "ada", "password": PASSWORD, "session": True}
    assert client.post(LOGIN, body).status_code == 400
    assert client.get("/api/v1/me").status_code == 401
    assert client.post(LOGIN, {**body, "code": Phone(ada).code()}).status_code == 200
    assert client.get("/api/v1/me").status_code == 200
    assert as_().post(LOGIN, {"username": "ben", "password": PASSWORD}).status_code == 200


def test_the_first_step_is_worth_nothing_after_a_new_password(as_: Any, ada: Any, codes: list[str]) -> None:
    client = as_()
    send(client, "/sign-in/", username="ada", password=PASSWORD)
    ada.change_password("nine new lanterns")
    assert send(client, CODE, code=Phone(ada).code()).url == "/sign-in/"


def test_staff_without_one_are_led_to_set_it_up(as_: Any, ada: Any, ben: Any, settings: Any) -> None:
    settings.REQUIRE_STAFF_2FA = True
    ada.grant(is_staff=True)
    client = as_(ada)
    led = client.get("/admin/accounts/user/")
    assert led.url == f"{PAGE}?next=/admin/accounts/user/"
    assert "Staff of this server" in client.get(led.url).content.decode()
    assert client.get("/gm/").status_code == 200
    assert client.get("/api/v1/admin/users").status_code == 403
    shown = send(client, PAGE, code=Phone(ada).code(), password=PASSWORD, next="/admin/").content.decode()
    assert 'href="/admin/"' in shown
    assert client.get("/admin/").status_code == 200
    assert as_(ben).get("/admin/").status_code == 403
    settings.REQUIRE_STAFF_2FA = False
    ben.grant(is_staff=True)
    assert as_(ben).get("/admin/").status_code == 200


def test_turning_it_off_takes_password_and_code(as_: Any, ada: Any, codes: list[str]) -> None:
    client, phone = as_(ada), Phone(ada)
    for password, code in (("wrong", codes[0]), (PASSWORD, "nonsense")):
        send(client, PAGE, do="off", **{"off-password": password, "off-code": code})
        assert second_factor.has(ada)
    renewed = send(client, PAGE, do="codes", **{"codes-code": phone.code()})
    assert renewed.content.decode().count("<li><code>") == 10
    assert codes[1] not in renewed.content.decode()
    answer = send(client, PAGE, do="off", **{"off-password": PASSWORD, "off-code": phone.code()})
    assert answer.url == "/account/"
    assert as_().post(LOGIN, {"username": "ada", "password": PASSWORD}).status_code == 200


def test_the_operator_helps_who_lost_phone_and_codes(as_: Any, ada: Any, codes: list[str], capsys: Any) -> None:
    signed_in = as_(ada)
    call_command("reset_second_factor", "ada", "--json")
    assert '"removed": true' in capsys.readouterr().out
    assert signed_in.get("/account/").status_code == 302
    assert as_().post(LOGIN, {"username": "ada", "password": PASSWORD}).status_code == 200
    for name in ("ada", "nobody"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", name)


def test_guests_and_the_demo_account_have_none(as_: Any, db: None) -> None:
    from accounts.models import User

    for user in (User.objects.create_guest("Gus"), User.objects.create_demo("Demo")):
        assert as_(user).get(PAGE).status_code == 403
        assert "second-factor" not in as_(user).get("/account/").content.decode()


def test_the_doctor_names_staff_with_a_password_alone(ada: Any, settings: Any) -> None:
    from accounts.doctor import staff_second_factor

    settings.SECURE, settings.REQUIRE_STAFF_2FA = True, False
    ada.grant(is_staff=True)
    assert staff_second_factor().state == "warning"
    second_factor.begin(ada)
    second_factor.confirm(ada, Phone(ada).code())
    assert staff_second_factor().state == "ok"
