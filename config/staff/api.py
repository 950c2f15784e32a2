"""`/api/v1/admin/health` and `…/jobs`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.staff.audit import By
from accounts.staff.inputs import Why
from accounts.staff.views import StaffView, one
from config.api.views import page_of
from config.jobs.models import JobRun
from config.staff import checkup, work

RUN = "{id, job, state, progress, error, attempts, owner: {id, username} | null, created_at, finished_at}"


class Health(StaffView):
    """The parts of the server, probed now, and the findings of the last check-up. POST begins a new check-up."""

    outputs = {
        "get": "{version, parts: [{name, title, state}], checkup: {at, state, checks: [{name, state, words, do}]} | null}",
        "post": "202 {job}: ask admin/jobs/{id}.",
    }

    def get(self, request: Request) -> Response:
        return Response({"version": settings.VERSION, "parts": checkup.parts(), "checkup": checkup.last()})

    def post(self, request: Request) -> Response:
        return Response({"job": checkup.begin(request.user.pk).pk}, status=202)


class Jobs(StaffView):
    """Slow work, newest first; `?state=queued|running|done|failed`."""

    outputs = {"get": f"Jobs: {RUN}."}

    def get(self, request: Request) -> Response:
        found, state = work.runs(), request.query_params.get("state")
        if state in JobRun.State.values:
            found = found.filter(state=state)
        return page_of(request, found, work.run_data)


class Job(StaffView):
    """One job: whose it is, how far, what went wrong."""

    outputs = {"get": f"The job: {RUN}."}

    def get(self, request: Request, job_id: UUID) -> Response:
        return Response(work.run_data(one(work.runs(), job_id)))


class Deed(StaffView):
    """Something done about one job."""

    inputs = {"post": Why}
    outputs = {"post": f"The job: {RUN}."}
    do: Any

    def post(self, request: Request, job_id: UUID) -> Response:
        by = By.of(request, self.read(Why).reason)
        type(self).do(by, one(JobRun.objects.all(), job_id))
        return Response(work.run_data(one(work.runs(), job_id)))


class Retry(Deed):
    """Puts a failed job into the queue again; 409 for one that has not failed."""

    do = staticmethod(work.retry)


class Cancel(Deed):
    """Takes a waiting job out of the queue, or ends a running one; 409 for one that has ended."""

    do = staticmethod(work.cancel)


routes = [
    path("admin/health", Health.as_view()),
    path("admin/jobs", Jobs.as_view()),
    path("admin/jobs/<uuid:job_id>", Job.as_view()),
    path("admin/jobs/<uuid:job_id>/retry", Retry.as_view()),
    path("admin/jobs/<uuid:job_id>/cancel", Cancel.as_view()),
]
