"""The authority (`ca.crt`, `ca.key`) and the server's certificate that it signs (`fullchain.pem`, `privkey.pem`).

A phone that trusts the authority trusts whatever has its key. So the authority says of itself (name constraints, RFC
5280, 4.2.1.10) that it speaks for private networks and for the names it was made with, and browsers hold it to that: with
a stolen key nobody can pretend to be a bank.
"""

from __future__ import annotations

import fcntl
import ipaddress
import os
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
CERTIFICATE_DAYS = 397
"""Apple's systems believe no longer one of a public authority, and 825 days of one's own."""
RENEW_DAYS = 30
PRIVATE_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128")  # fmt: skip
PRIVATE_NAMES = ("localhost", "local", "lan", "home", "home.arpa", "internal", "fritz.box")
"""What home routers call the machines behind them; each covers what ends in it."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Made:
    """What `ensure` found or made. `new_authority`: phones must be told to trust it (again)."""

    certificate: x509.Certificate
    new_authority: bool = False
    renewed: bool = False


def own_names(*more: str) -> list[str]:
    """This machine's names and the addresses it has in its network now, and `more`; the loopback ones too."""
    from config.quickstart.addresses import lan_address

    host = socket.gethostname().lower()
    found = ["localhost", "127.0.0.1", "::1", host, f"{host.partition('.')[0]}.local", lan_address() or "", *more]
    return list(dict.fromkeys(name.strip().lower() for name in found if _is_name(name.strip())))


def ensure(folder: Path, names: Sequence[str], *, now: datetime | None = None) -> Made:
    """A certificate for all of `names` that is good for 30 days at least: the one in `folder`, or a new one in its place.

    The authority is kept as long as it may speak for every name and has not ended; else there is a new one.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        # Several processes of one server start at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _ensure(folder, names, now or datetime.now(UTC))


def _ensure(folder: Path, names: Sequence[str], now: datetime) -> Made:
    authority = _read(folder / "ca.crt", key=folder / "ca.key")
    new_authority = False
    if authority is None or not _is_good(authority, now, CERTIFICATE_DAYS) or not _may_speak_for(authority, names):
        authority, new_authority = _new_authority(folder, names, now), True
    present = _read(folder / "fullchain.pem", key=folder / "privkey.pem")
    if (
        present is not None
        and present.issuer == authority.subject
        and _is_good(present, now, RENEW_DAYS)
        and set(names) <= names_of(present)
    ):
        return Made(present)
    return Made(_new_certificate(folder, authority, names, now), new_authority=new_authority, renewed=True)


def names_of(certificate: x509.Certificate) -> set[str]:
    """The host names and addresses that a certificate is for."""
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))}


def is_ours(certificate: Path, authority: Path) -> bool:
    """Whether the certificate in a file was signed by our authority; one from elsewhere is never replaced."""
    found, ours = _read(certificate), _read(authority)
    return found is not None and ours is not None and found.issuer == ours.subject


def _new_authority(folder: Path, names: Sequence[str], now: datetime) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    # A name of its own: a phone that was told of an earlier one keeps both apart.
    title = f"Dreamtable on {socket.gethostname()} {now:%Y-%m-%d} {os.urandom(2).hex()}"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title[:64])])
    hosts = [one for one in names if _address(one) is None]
    networks: list[Network] = [ipaddress.ip_network(network) for network in PRIVATE_NETWORKS]
    networks += [
        ipaddress.ip_network(address)
        for address in map(_address, names)
        if address is not None and not any(address in network for network in networks)
    ]
    allowed = [*map(x509.DNSName, dict.fromkeys([*PRIVATE_NAMES, *hosts])), *map(x509.IPAddress, networks)]
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        _begun(name, name, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=allowed, excluded_subtrees=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(folder / "ca.key", key)
    _write(folder / "ca.crt", certificate.public_bytes(serialization.Encoding.PEM), 0o644)
    return certificate


def _new_certificate(
    folder: Path, authority: x509.Certificate, names: Sequence[str], now: datetime
) -> x509.Certificate:
    signer = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    said: list[x509.GeneralName] = []
    for name in names:
        address = _address(name)
        said.append(x509.DNSName(name) if address is None else x509.IPAddress(address))
    # No host's name: without one among the names, OpenSSL holds this one against the authority's limits.
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dreamtable server")])
    certificate = (
        _begun(subject, authority.subject, key, now, CERTIFICATE_DAYS)
        .add_extension(x509.SubjectAlternativeName(said), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    _write_key(folder / "privkey.pem", key)
    _write(folder / "fullchain.pem", certificate.public_bytes(pem) + authority.public_bytes(pem), 0o644)
    return certificate


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    """An hour in the past: a phone's clock may be behind."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _may_speak_for(authority: x509.Certificate, names: Iterable[str]) -> bool:
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    hosts = [one.value for one in limits if isinstance(one, x509.DNSName)]
    networks = [one.value for one in limits if isinstance(one, x509.IPAddress)]
    for name in names:
        address = _address(name)
        if address is None:
            covered = any(name == host or name.endswith(f".{host}") for host in hosts)
        else:
            covered = any(address in network for network in networks)  # type: ignore[operator]
        if not covered:
            return False
    return True


def _is_good(certificate: x509.Certificate, now: datetime, days: int) -> bool:
    return certificate.not_valid_before_utc <= now and now + timedelta(days=days) < certificate.not_valid_after_utc


def _read(path: Path, *, key: Path | None = None) -> x509.Certificate | None:
    """The first certificate of a file; None without one, and where the key in the file `key` is not its own."""
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
        if key is not None:
            held = serialization.load_pem_private_key(key.read_bytes(), None).public_key()
            return found if held == found.public_key() else None
        return found
    except (OSError, ValueError):
        return None


def _is_name(name: str) -> bool:
    """Whether a certificate can say it: an address, or ASCII labels (`*.example` is for ALLOWED_HOSTS alone)."""
    return bool(name) and name.isascii() and (_address(name) is not None or all(
        0 < len(part) < 64 and part.replace("-", "").isalnum() for part in name.split(".")
    ))  # fmt: skip


def _address(name: str) -> Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    _write(path, pem, 0o600)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    beside.rename(path)
