"""Where the table can be opened: this computer's address and the home network's, with a QR code for phones."""

from __future__ import annotations

import io
import socket

import segno


def port_is_free(port: int) -> bool:
    """Whether the server could listen on this port now; ports below 1024 are not free to ordinary users."""
    with socket.socket() as probe:
        # As the server does it: a port that a server left a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            return False
    return True


def lan_address() -> str | None:
    """This computer's address in the home network, None when it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket only asks for the route; nothing is sent to this documentation address.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") or address == "0.0.0.0" else address


def qr_code(url: str) -> str:
    """A QR code of half blocks, for a terminal."""
    drawing = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(drawing, border=2, compact=True)
    return drawing.getvalue()
