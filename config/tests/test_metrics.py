"""Operators read numbers at /metrics, and nobody else learns that there are any."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from config.jobs.models import JobRun
from rooms.live import perform


def value(text: str, line: str) -> float:
    """The number behind a line's name and labels."""
    return next((float(one.split()[-1]) for one in text.splitlines() if one.startswith(f"{line} ")), 0.0)


@pytest.fixture
def scrape(settings: Any, client: Client) -> Any:
    settings.METRICS_TOKEN = "kestrel"

    def read() -> str:
        answer = client.get("/metrics", headers={"Authorization": "Bearer kestrel"})
        assert answer.status_code == 200 and answer["Content-Type"].startswith("text/plain")
        return answer.content.decode()

    return read


@pytest.mark.django_db
def test_only_who_has_the_word_reads_them(scrape: Any, settings: Any, client: Client) -> None:
    scrape()
    for said in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer kestre"}, {"Authorization": "kestrel"}):
        assert client.get("/metrics", headers=said).status_code == 404, said
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_what_happens_is_counted(
    scrape: Any, table: Any, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    before = scrape()
    with django_capture_on_commit_callbacks(execute=True):
        perform(table.lead.viewer, "chat.say", {"text": "The lamp is lit."})
    client.get("/no/such/page")
    client.generic("BREW", "/no/such/page")
    logging.getLogger("dreamtable.request").error("a fault")
    JobRun.objects.create(name="maps.tasks.tile")
    after = scrape()
    for line, more in (
        ('dreamtable_entries_total{type="chat.say"}', 1),
        ('dreamtable_request_seconds_count{method="GET",status="404"}', 1),
        ('dreamtable_request_seconds_count{method="other",status="404"}', 1),
        ('dreamtable_errors_total{logger="dreamtable.request"}', 1),
        ('dreamtable_jobs{state="queued"}', 1),
    ):
        assert value(after, line) - value(before, line) == more, line
    assert value(after, "dreamtable_sockets") == 0


def test_the_dashboard_asks_for_numbers_that_there_are(scrape: Any, table: Any) -> None:
    text = (Path(__file__).parents[2] / "deploy" / "grafana.json").read_text()
    asked = set(re.findall(r"dreamtable_\w+", text))
    told = set(re.findall(r"^# TYPE (dreamtable_\w+)", scrape(), re.M))
    assert asked
    for name in asked:
        assert name in told or re.sub(r"_(total|bucket|count|sum)$", "", name) in told, name
