"""The list of checks. An app adds its own in a module `doctor`, which is imported when somebody asks for a check-up."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from config.doctor.answers import Answer, State, fault, skipped

log = logging.getLogger("dreamtable.doctor")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Check:
    """`needs` names the check without which this one cannot be made. `mend` does what is safe to do about a bad answer,
    and says what it did.
    """

    name: str
    look: Callable[[], Answer]
    needs: str = ""
    mend: Callable[[], str] | None = None

    def make(self, *, mend: bool = False) -> Answer:
        """Never raises: a check that fails is a fault that names the error."""
        try:
            answer = self.look()
            if mend and self.mend is not None and answer.state in (State.WARNING, State.FAULT):
                did = self.mend()
                _seen.clear()
                answer = replace(self.look(), did=did)
        except Exception as error:
            log.debug("%s could not be checked", self.name, exc_info=error)
            reason = " ".join(str(error).split()) or type(error).__name__
            return fault(_("This could not be checked: %(reason)s") % {"reason": reason[:300]}, _("Mend that first."))
        return answer


CHECKS: dict[str, Check] = {}
"""By name, `part.what`, in the order in which they are made."""


def check(
    name: str, *, needs: str = "", mend: Callable[[], str] | None = None
) -> Callable[[Callable[[], Answer]], Callable[[], Answer]]:
    """Registers the function as the check `name`. Raises ValueError for a name used twice."""

    def register(look: Callable[[], Answer]) -> Callable[[], Answer]:
        if name in CHECKS:
            raise ValueError(f"there is a check named {name} already")
        CHECKS[name] = Check(name, look, needs, mend)
        return look

    return register


_seen: dict[Callable[[], Any], Any] = {}


def once(look: Callable[[], T]) -> Callable[[], T]:
    """Several checks read what this function finds in one long look: it looks once for a check-up, and again after
    something was mended.
    """

    @wraps(look)
    def seen() -> T:
        if look not in _seen:
            _seen[look] = look()
        found: T = _seen[look]
        return found

    return seen


def load() -> None:
    """Imports the checks of all apps, and what of theirs may be pruned."""
    autodiscover_modules("doctor")


def chosen(names: list[str]) -> list[Check]:
    """The checks of these names or parts (`files` for all of `files.…`), all for none. Raises LookupError."""
    for name in names:
        if not any(_within(one, name) for one in CHECKS):
            raise LookupError(name)
    return [one for one in CHECKS.values() if not names or any(_within(one.name, name) for name in names)]


def examine(
    checks: list[Check], *, mend: bool = False, before: Callable[[Check], None] = lambda one: None
) -> Iterator[tuple[Check, Answer]]:
    """Makes these checks one after the other; `before` hears of each. One whose need is not met is skipped."""
    answers: dict[str, Answer] = {}
    _seen.clear()
    for one in checks:
        before(one)
        answers[one.name] = answer = _answer(one, answers, mend=mend)
        yield one, answer


def _answer(one: Check, answers: dict[str, Answer], *, mend: bool = False) -> Answer:
    need = CHECKS.get(one.needs)
    if need is not None:
        if need.name not in answers:
            answers[need.name] = _answer(need, answers)
        if answers[need.name].state in (State.FAULT, State.SKIPPED):
            return skipped(_("Not checked, because of %(need)s.") % {"need": need.name})
    return one.make(mend=mend)


def _within(name: str, wanted: str) -> bool:
    return name == wanted or name.startswith(f"{wanted}.")
