"""What Twisted asks for with each new connection: the certificate as it is now, renewed in time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from OpenSSL import SSL

from config.tls.authority import ensure

log = logging.getLogger("dreamtable.tls")

LOOK_SECONDS = 600.0
"""How often it is asked whether the certificate ends soon, or the network gave this machine another address."""
CIPHERS = b"ECDHE+AESGCM:ECDHE+CHACHA20"


class Certificate:
    """A context factory (`getContext`, as Twisted calls it) over the files of `authority.ensure`."""

    def __init__(self, folder: Path, names: Callable[[], list[str]]) -> None:
        self.folder, self.names = folder, names
        self.new_authority = ensure(folder, names()).new_authority
        self._context = self._load()
        self._looked = monotonic()

    def getContext(self) -> SSL.Context:  # noqa: N802  Twisted's name
        """Never raises for a certificate that could not be renewed: the present one goes on."""
        if monotonic() - self._looked > LOOK_SECONDS:
            self._looked = monotonic()
            try:
                if ensure(self.folder, self.names()).renewed:
                    self._context = self._load()
                    log.warning("the certificate was renewed")
            except OSError as error:
                log.warning("the certificate could not be renewed: %r", error)
        return self._context

    def _load(self) -> SSL.Context:
        context = SSL.Context(SSL.TLS_SERVER_METHOD)
        context.set_min_proto_version(SSL.TLS1_2_VERSION)
        context.set_cipher_list(CIPHERS)
        context.use_privatekey_file(str(self.folder / "privkey.pem"))
        context.use_certificate_chain_file(str(self.folder / "fullchain.pem"))
        context.check_privatekey()
        return context
