"""`GET /api/v1/jobs/{id}`: how far a job of one's own is."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import NotFound
from config.api.views import ApiView
from config.jobs.models import JobRun


class JobView(ApiView):
    """A job that you started: `state` is queued, running, done or failed; `progress` goes from 0 to 1."""

    outputs = {"get": "The job: {id, job, state, progress, note, error, result, created_at, finished_at}."}

    def get(self, request: Request, id: UUID) -> Response:
        run = JobRun.objects.filter(pk=id, owner=request.user.pk).first()
        if run is None:
            raise NotFound()
        return Response(run.to_dict())


routes = [path("jobs/<uuid:id>", JobView.as_view(), name="job")]
