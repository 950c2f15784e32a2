"""A real nginx with the files of `deploy/nginx`: what compose.yaml starts, with other ports and places."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
from collections.abc import Sequence
from pathlib import Path

from config.frontend import ROOT
from config.testing.servers import Server, free_port
from config.tls.authority import ensure

CONF = ROOT / "deploy" / "nginx"


def nginx_binary() -> str | None:
    return os.environ.get("TEST_NGINX") or shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Nginx(Server):
    """In front of servers on these ports, which share `data` (their DATA_DIR)."""

    name = "nginx"

    def __init__(self, ports: Sequence[int], data: Path) -> None:
        super().__init__()
        ensure(data / "tls", ["127.0.0.1"])
        self.authority = data / "tls" / "ca.crt"
        for name in ("http.conf", "server.conf", "compose.conf"):
            (self.folder / name).write_text(self.moved((CONF / name).read_text(), ports, data))

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def access_log(self) -> Path:
        return self.folder / "access.log"

    def moved(self, text: str, ports: Sequence[int], data: Path) -> str:
        """A file of the configuration for this place."""
        for there, here in (
            ("/tmp/", f"{self.folder}/"),  # first: the folder may lie there
            ("/etc/nginx/dreamtable/", f"{self.folder}/"),
            ("/var/lib/dreamtable/", f"{data}/"),
            ("/tls/fullchain.pem", f"{data}/tls/fullchain.pem"),
            ("/tls/privkey.pem", f"{data}/tls/privkey.pem"),
            ("/dev/stdout", str(self.access_log)),
            ("listen 8080;", f"listen 127.0.0.1:{free_port()};"),
            ("listen 8443 ssl;", f"listen 127.0.0.1:{self.port} ssl;"),
            ("include /etc/nginx/mime.types;", "types { }"),
        ):
            text = text.replace(there, here)
        upstream = iter(ports)
        text = re.sub(r"server web\d:8010", lambda _found: f"server 127.0.0.1:{next(upstream)}", text)
        # Started by root it would drop its rights, and could not read what is the servers' own.
        return f"user root;\n{text}" if os.geteuid() == 0 and text.startswith("# The whole") else text

    def command(self) -> list[str]:
        binary = nginx_binary()
        assert binary
        return [binary, "-p", str(self.folder), "-c", str(self.folder / "compose.conf"), "-g", "daemon off;"]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as line:
                ssl.create_default_context(cafile=self.authority).wrap_socket(line, server_hostname="127.0.0.1").close()
        except OSError:
            return False
        return True
