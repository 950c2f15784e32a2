"""What the rules refuse, told in words on the pages of the back office: beside the fields, or above the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.api.errors import NotFound, Problem

MOST_AT_ONCE = 200
"""So many rows an action takes: more would keep the page waiting for seconds."""
MOST_TOLD = 5


def words(problem: Problem) -> str:
    """All that a person is told of it, in one line."""
    of_fields = [str(text) for texts in problem.fields.values() for text in texts]
    return " ".join(of_fields or [str(problem.message)])


def changed(number: int) -> str:
    """What is said after rows were changed."""
    return ngettext("%(number)d was changed.", "%(number)d were changed.", number) % {"number": number}


def refused(form: type[forms.ModelForm], problem: Problem) -> type[forms.ModelForm]:
    """The form, which says of what was typed why it was not done."""

    class Refused(form):  # type: ignore[misc,valid-type]
        def clean(self) -> dict[str, Any] | None:
            cleaned: dict[str, Any] | None = super().clean()
            beside = {name: texts for name, texts in problem.fields.items() if name in self.fields}
            for name, texts in beside.items():
                self.add_error(name, [str(text) for text in texts])
            if not beside:
                self.add_error(None, words(problem))
            return cleaned

    return Refused


class Refusing:
    """Pages of a model on which a `Problem` is words and never a fault. Mixed in before the theme's `ModelAdmin`."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is refused leaves nothing behind; the form comes back as it was typed."""
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc,no-any-return]
        except NotFound:
            raise Http404 from None
        except Problem as problem:
            request.refusal = problem  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        problem = getattr(request, "refusal", None)
        return refused(form, problem) if problem else form

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._told(request, super().changelist_view, *args, **kwargs)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._told(request, super().delete_view, *args, **kwargs)  # type: ignore[misc]

    @staticmethod
    def _told(request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound:
            raise Http404 from None
        except Problem as problem:
            messages.error(request, words(problem))
            return HttpResponseRedirect(request.get_full_path())

    def each(
        self, request: HttpRequest, rows: Iterable[Any], do: Callable[[Any], Any], done: Callable[[int], str]
    ) -> None:
        """Does `do(row)` to each by itself; whether it may be done, what is done asks. Says of how many it was, in the
        words of `done(number)`, and why not of the others. `rows` are of the page's own queryset.
        """
        wanted = list(rows[: MOST_AT_ONCE + 1])  # type: ignore[index]
        if len(wanted) > MOST_AT_ONCE:
            messages.error(request, _("That is too many at once: choose 200 at most."))
            return
        count, refusals = 0, []
        for row in wanted:
            name = str(row)
            try:
                with transaction.atomic():
                    do(row)
            except Problem as problem:
                refusals.append(f"{name}: {words(problem)}")
            else:
                count += 1
        if count:
            messages.success(request, done(count))
        for text in refusals[:MOST_TOLD]:
            messages.error(request, text)
        rest = len(refusals) - MOST_TOLD
        if rest > 0:
            told = ngettext("%(number)d more was refused.", "%(number)d more were refused.", rest)
            messages.error(request, told % {"number": rest})
