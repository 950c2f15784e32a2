"""Base of the API's views: reads input, pages lists, answers in the envelope. Edges translate, they do not decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.inputs import decode

S = TypeVar("S")
PAGE_SIZE, PAGE_SIZE_MAX = 50, 500


class ApiView(APIView):
    """One resource. `inputs` names the Struct of each method's body and `outputs` says in words what it answers."""

    inputs: dict[str, type] = {}
    outputs: dict[str, str] = {}

    def read(self, struct: type[S]) -> S:
        """The request's body as `struct`; raises Invalid with field errors."""
        return decode(struct, self.request.data)


def page_of(request: Request, items: QuerySet[Any] | list[Any], project: Callable[[Any], Any]) -> Response:
    """One page of `items`: `?page=1&per_page=50` (at most 500; odd values are clamped), with `meta.pagination`."""
    per_page = _bounded(request.query_params.get("per_page"), PAGE_SIZE, PAGE_SIZE_MAX)
    page = _bounded(request.query_params.get("page"), 1, 10**6)
    total = items.count() if isinstance(items, QuerySet) else len(items)
    first = (page - 1) * per_page
    response = Response([project(item) for item in items[first : first + per_page]])
    pages = max(1, -(-total // per_page))
    response.meta = {"pagination": {"page": page, "per_page": per_page, "total": total, "pages": pages}}  # type: ignore[attr-defined]
    return response


def created(data: Any) -> Response:
    return Response(data, status=201)


def no_content() -> Response:
    return Response(status=204)


def cursor_page(items: Iterable[Any], *, before: Any, more: bool) -> Response:
    """A page of an endless list: `meta.cursor.before` is what to ask for next, None at the beginning."""
    response = Response(list(items))
    response.meta = {"cursor": {"before": before if more else None}}  # type: ignore[attr-defined]
    return response


def _bounded(text: str | None, default: int, most: int) -> int:
    try:
        return min(max(int(text or default), 1), most)
    except ValueError:
        return default
