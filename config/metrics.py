"""`/metrics` for Prometheus: what this process counts, and how much waits in the queue. Closed unless METRICS_TOKEN is set.

Each server process has numbers of its own: scrape every process at its own port, not the proxy in front of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from config.jobs.models import JobRun
from config.live.hubs import Hubs

requests = Histogram(
    "dreamtable_request_seconds",
    "How long answers of pages and REST took, by method and status.",
    ["method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def answered(request: HttpRequest, answer: HttpResponseBase, seconds: float) -> None:
    # A method is anything that a visitor types; each new label is kept for good.
    method = request.method if request.method in METHODS else "other"
    requests.labels(method, answer.status_code).observe(seconds)


class Live(Collector):
    """Who is here: read at the scrape, so that coming and going costs nothing."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        hubs = [hub for here in list(Hubs.running.values()) for hub in list(here.hubs.values())]
        healthy = all(here.bell.healthy for here in list(Hubs.running.values()))
        yield _gauge("dreamtable_rooms", "Rooms that somebody here has open.", len(hubs))
        yield _gauge("dreamtable_sockets", "Open live sockets.", sum(len(hub.subscribers) for hub in hubs))
        yield _gauge("dreamtable_layer_healthy", "1 while words to the other processes come back.", int(healthy))


class Queue(Collector):
    """Slow work, the same numbers from every process: they come from the database."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Says that there is nothing to ask the database for when it is registered."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("dreamtable_jobs", "Jobs by state.", labels=["state"])
        counts = dict(JobRun.objects.order_by().values_list("state").annotate(Count("pk")))
        for state in JobRun.State.values:
            jobs.add_metric([state], counts.get(state, 0))
        yield jobs
        oldest = JobRun.objects.filter(state=JobRun.State.QUEUED).aggregate(first=Min("created_at"))["first"]
        waits = (timezone.now() - oldest).total_seconds() if oldest else 0.0
        yield _gauge("dreamtable_oldest_job_seconds", "For how long the oldest waiting job has waited.", waits)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)


REGISTRY.register(Live())
REGISTRY.register(Queue())


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for who says `Authorization: Bearer METRICS_TOKEN`; nothing is at this address for anybody else."""
    said = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(said, wanted):
        return HttpResponse(status=404)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
