"""What stands in `compose.yaml` and `deploy/` agrees with the server: limits, headers, addresses, variables."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from django.conf import settings

from config.files.ranges import HEADERS
from config.frontend import ROOT
from config.live.bodies import MULTIPART_ALLOWANCE
from config.tests.start.test_environment_example import ELSEWHERE, named_in_example

DEPLOY = ROOT / "deploy"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())  # type: ignore[no-any-return]


def directives(name: str) -> str:
    """A file of nginx without its remarks."""
    return re.sub(r"(?m)^\s*#.*$", "", (DEPLOY / "nginx" / name).read_text())


def test_variables_of_compose_are_known(compose: dict[str, Any]) -> None:
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    assert ELSEWHERE <= asked <= named_in_example()
    for name in ("web1", "web2", "worker", "prepare"):
        assert set(compose["services"][name]["environment"]) <= named_in_example()


def test_what_serves_waits_for_what_prepares(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name in ("web1", "web2", "worker"):
        assert services[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}
        assert services[name]["read_only"] and services[name]["cap_drop"] == ["ALL"]
    assert services["prepare"]["restart"] == "no"
    assert all(services[name].get("healthcheck") for name in ("nginx", "postgres", "redis"))
    named = {
        name for service in services.values() for name in service.get("volumes", []) if not name.startswith((".", "$"))
    }
    assert {name.split(":")[0] for name in named} <= set(compose["volumes"])


def test_nginx_finds_every_web_process_and_is_the_only_proxy_that_is_believed(compose: dict[str, Any]) -> None:
    services = compose["services"]
    web = {name for name in services if name.startswith("web")}
    assert set(re.findall(r"server (\w+):8010", directives("compose.conf"))) == web
    addresses = {name: services[name]["networks"]["front"]["ipv4_address"] for name in (*web, "nginx")}
    assert len(set(addresses.values())) == len(addresses)
    assert services["web1"]["environment"]["TRUSTED_PROXIES"] == addresses["nginx"]


def test_nginx_lets_the_largest_upload_through() -> None:
    [limit] = re.findall(r"client_max_body_size (\d+)m;", directives("server.conf"))
    assert int(limit) * settings.MEGABYTE >= max(settings.UPLOAD_LIMITS.values()) + MULTIPART_ALLOWANCE


def test_files_that_nginx_sends_have_the_headers_that_ours_have() -> None:
    location = directives("server.conf").partition("location /_files/")[2].partition("}")[0]
    repeated = dict(re.findall(r"add_header ([\w-]+) \$upstream_http_(\w+) always;", location))
    assert all(variable == name.lower().replace("-", "_") for name, variable in repeated.items())
    kept_by_nginx = {"Accept-Ranges", "Content-Type", "Content-Disposition", "Cache-Control"}
    assert set(HEADERS) - kept_by_nginx <= set(repeated)
    assert {"ETag", "X-Frame-Options", "Referrer-Policy", "Strict-Transport-Security", "X-Request-ID"} <= set(repeated)
    assert "internal;" in location


@pytest.mark.parametrize("unit", sorted(file.name for file in DEPLOY.glob("*.service")))
def test_units_run_commands_that_exist(unit: str) -> None:
    text = (DEPLOY / unit).read_text()
    commands = re.findall(r"manage\.py (\w+)", text.partition("[Service]")[2])
    assert commands
    for command in set(commands) - {"collectstatic"}:
        assert list(ROOT.glob(f"*/management/commands/{command}.py")) or list(
            ROOT.glob(f"*/*/management/commands/{command}.py")
        ), command
    assert "NoNewPrivileges=yes" in text and "ProtectSystem=strict" in text
