"""The description of the API is complete, and requests made from it never end in an error of the server's own."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from config.api.description import described
from config.wsgi import application

pytestmark = pytest.mark.django_db


def test_it_is_made_without_a_warning(tmp_path: Any, capsys: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        call_command("spectacular", file=str(tmp_path / "schema.yaml"), validate=True, fail_on_warn=True)


def test_every_operation_is_named_and_says_how_it_fails() -> None:
    names = set()
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            names.add(operation["operationId"])
            assert {"400", "401", "403", "404", "429", "500"} <= set(operation["responses"]), (method, path)
    assert len(names) == sum(len(methods) for methods in described()["paths"].values())


def test_it_is_served_locally(as_: Any) -> None:
    assert as_().get("/api/v1/schema", headers={"accept": "application/vnd.oai.openapi+json"}).json()["paths"]
    assert as_().get("/api/v1/schema").content.startswith(b"openapi: 3")
    page = as_().get("/api/v1/docs").content.decode()
    assert "/static/drf_spectacular_sidecar/" in page
    assert "//cdn" not in page


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application closes its database connection around each request; here that is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
def test_requests_made_from_it_break_nothing(as_: Any, ada: Any, sized: Callable[[int, int], int]) -> None:
    """Values of every kind in bodies, paths and queries, as Ada; what is refused is refused politely."""
    schema = schemathesis.openapi.from_dict(described())
    operations = [found.ok() for found in schema.get_all_operations()]
    each = max(1, sized(300, 3000) // len(operations))
    client = as_(ada)
    client.raise_request_exception = False
    session = client.cookies["sessionid"].value
    for operation in operations:
        break_nothing(operation, each, session)


def break_nothing(operation: Any, cases: int, session: str) -> None:
    @settings(
        max_examples=cases, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def answer(case: Any) -> None:
        response = case.call(app=application, cookies={"sessionid": session})
        assert response.status_code < 500, f"{case.method} {case.formatted_path}: {response.text[:200]}"

    answer()
