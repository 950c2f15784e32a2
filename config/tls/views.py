"""Where a phone gets this server's own authority, and is told what to do with it. Gone where there is none."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config.quickstart.addresses import lan_address


def _authority() -> bytes:
    try:
        return (Path(settings.DATA_DIR) / "tls" / "ca.crt").read_bytes()
    except OSError:
        raise Http404 from None


def certificate(request: HttpRequest) -> HttpResponse:
    """The authority's certificate, which is no secret; the type makes phones offer to install it."""
    disposition = 'attachment; filename="dreamtable-ca.crt"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-cache"}
    return HttpResponse(_authority(), content_type="application/x-x509-ca-cert", headers=headers)


def trust(request: HttpRequest) -> HttpResponse:
    """Step by step for each kind of machine, with the address to go on at and the fingerprint to compare."""
    authority = x509.load_pem_x509_certificate(_authority())
    host = urlsplit(f"//{request.get_host()}").hostname or "localhost"
    port = f":{settings.TLS_PORT}" if settings.TLS_PORT else ""
    here = request.build_absolute_uri()
    if host in ("localhost", "127.0.0.1", "::1") and (address := lan_address()):
        here = f"http://{address}:{settings.PORT}{request.path}"
    context = {
        "secure_address": f"https://{f'[{host}]' if ':' in host else host}{port}/",
        "fingerprint": authority.fingerprint(hashes.SHA256()).hex(":").upper(),
        "name": authority.subject.rfc4514_string().removeprefix("CN="),
        "picture": segno.make(here, error="m", micro=False).svg_data_uri(scale=5, border=3, light="#ffffff"),
        "here": here,
    }
    return render(request, "config/trust.html", context)


urlpatterns = [path("ca.crt", certificate), path("trust/", trust, name="trust")]
