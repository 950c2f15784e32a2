"""The certificate of a home network: made once, renewed in time, for these names and for nobody else's."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from config.tls.authority import ensure, is_ours, names_of, own_names

NAMES = ["localhost", "127.0.0.1", "table.local", "192.168.1.20"]


def test_it_works(tmp_path: Path) -> None:
    made = ensure(tmp_path, NAMES)
    assert (made.new_authority, made.renewed, names_of(made.certificate)) == (True, True, set(NAMES))
    assert (tmp_path / "ca.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "privkey.pem").stat().st_mode & 0o777 == 0o600
    again = ensure(tmp_path, NAMES)
    assert (again.new_authority, again.renewed, again.certificate) == (False, False, made.certificate)


def test_it_is_renewed_before_it_ends_and_phones_notice_nothing(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    first = ensure(tmp_path, NAMES, now=now).certificate
    assert not ensure(tmp_path, NAMES, now=now + timedelta(days=366)).renewed
    later = ensure(tmp_path, NAMES, now=now + timedelta(days=368))
    assert later.renewed and not later.new_authority
    assert later.certificate.issuer == first.issuer
    assert ensure(tmp_path, NAMES, now=now + timedelta(days=3650 - 300)).new_authority


def test_another_address_in_the_network_is_another_certificate_of_the_same_authority(tmp_path: Path) -> None:
    ensure(tmp_path, NAMES)
    moved = ensure(tmp_path, ["localhost", "10.0.0.7", "table.local"])
    assert moved.renewed and not moved.new_authority
    assert "10.0.0.7" in names_of(moved.certificate)
    # A public name that it was not made with is beyond what it may speak for.
    assert ensure(tmp_path, [*NAMES, "table.example"]).new_authority
    assert not ensure(tmp_path, [*NAMES, "table.example"]).renewed


def test_it_speaks_for_nobody_else(tmp_path: Path) -> None:
    authority = ensure(tmp_path, NAMES) and x509.load_pem_x509_certificate((tmp_path / "ca.crt").read_bytes())
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    hosts = limits.value.permitted_subtrees and [one.value for one in limits.value.permitted_subtrees]
    assert hosts and "table.local" in hosts and not {"", "com", "example"} & set(map(str, hosts))


@pytest.mark.parametrize("lost", ["privkey.pem", "fullchain.pem", "ca.key", "ca.crt"])
def test_a_lost_or_foreign_file_is_made_good(tmp_path: Path, lost: str) -> None:
    ensure(tmp_path / "one", NAMES)
    ensure(tmp_path / "two", NAMES)
    (tmp_path / "two" / lost).replace(tmp_path / "one" / lost)
    made = ensure(tmp_path / "one", NAMES)
    assert made.renewed
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "one" / "fullchain.pem", tmp_path / "one" / "privkey.pem")
    assert is_ours(tmp_path / "one" / "fullchain.pem", tmp_path / "one" / "ca.crt")


def test_the_names_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Attic")
    found = own_names("table.example", "*", ".example", "schwarze höhle", "")
    assert found[:5] == ["localhost", "127.0.0.1", "::1", "attic", "attic.local"]
    assert found[-1] == "table.example"
