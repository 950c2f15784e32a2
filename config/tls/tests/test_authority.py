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


def believed(folder: Path, name: str) -> bool:
    """Whether who trusts the authority believes the server that it is `name`: a handshake without a network."""
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "fullchain.pem", folder / "privkey.pem")
    server = context.wrap_bio(there, back, server_side=True)
    client = ssl.create_default_context(cafile=folder / "ca.crt").wrap_bio(back, there, server_hostname=name)
    for _turn in range(3):
        for side in (client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError:
                return False
    return client.version() is not None


@pytest.mark.parametrize("names", [["127.0.0.1"], ["table.local"], ["table.example", "10.0.0.7"], NAMES])
def test_who_trusts_it_believes_these_names_and_no_others(tmp_path: Path, names: list[str]) -> None:
    ensure(tmp_path, names)
    assert all(believed(tmp_path, name) for name in names)
    assert not believed(tmp_path, "bank.example")
    assert not believed(tmp_path, "192.0.2.1")


def test_the_names_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Attic")
    found = own_names("table.example", "*", ".example", "schwarze höhle", "")
    assert found[:5] == ["localhost", "127.0.0.1", "::1", "attic", "attic.local"]
    assert found[-1] == "table.example"
