"""Changes of the back office to what a live table sees go through `perform`, like everybody's.

A page of the admin saves a whole row. `LiveAdmin` lets `perform` do that: the row is projected before and after, the
difference is numbered, stored and announced, and whoever is at the table sees it within a second. Where the table has
commands for it, `CommandAdmin` gives those instead: what they refuse is refused here, in the same words, and what they
do can be taken back at the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.back_office import ScopedAdmin
from accounts.models import Model
from config.api.errors import NotFound
from rooms.live.event import EVENTS, Event, Input
from rooms.live.perform import Outcome, perform
from rooms.models import Room
from rooms.viewer import Viewer


class BackOfficeEdit(Event):
    """A game master changed something in the back office. The server's own."""

    type = "back_office.edit"
    permission = "rooms.lead"
    streams = frozenset({"room", "scene", "chat"})
    internal = True

    class Input(Input):
        rows: Callable[[], Iterable[Any]]
        save: Callable[[], Any]

    def touched(self, room: Room) -> list[Model]:
        return list(self.data.rows())

    def apply(self, room: Room) -> None:
        self.data.save()


def entering(request: HttpRequest, room: Room) -> Viewer:
    """Who asks, at the table. Raises NotFound for who does not belong to the room."""
    viewer = Viewer.entering(room, request.user)
    if viewer is None:
        raise NotFound()
    return viewer


def command(request: HttpRequest, room: Room, type: str, data: dict[str, Any]) -> Outcome:
    """Performs a command of the table as who asks. Raises what `perform` raises."""
    return perform(entering(request, room), type, data)


def plain(value: Any) -> Any:
    """A form's value as commands take it."""
    if isinstance(value, models.Model):
        return str(value.pk)
    return str(value) if isinstance(value, UUID) else value


def how_many(rows: Any, *, by: str = "room", of: str = "pk") -> Coalesce:
    """For a list: how many of `rows` point at each of its rows by the field `by`; those with the same `of` count once."""
    found = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Coalesce(Subquery(found.annotate(n=Count(of, distinct=True)).values("n")), 0)


class Unmade(ScopedAdmin):
    """What comes to be elsewhere: links on the page that shows them once, words at the table."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LiveAdmin(ScopedAdmin):
    """A model whose rows lie on a table. `room_of` says which; `live_rows` reads what a change of `obj` may touch."""

    def room_of(self, obj: Any) -> Room:
        return obj.room

    def live_rows(self, obj: Any) -> Iterable[Any]:
        return self.model._default_manager.filter(pk=obj.pk)

    def edit(self, request: HttpRequest, obj: Any, save: Callable[[], Any]) -> None:
        """Does `save` as an entry of the room's log. Raises NotFound when the room is not led by who asks."""
        doing = BackOfficeEdit.Input(rows=lambda: self.live_rows(obj), save=save)
        perform(entering(request, self.room_of(obj)), BackOfficeEdit.type, doing, internal=True)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.edit(request, obj, obj.save)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        pk = obj.pk
        self.edit(request, obj, lambda: self.model._default_manager.filter(pk=pk).delete())


class CommandAdmin(LiveAdmin):
    """A model that the commands `<thing>.create`, `.update` and `.delete` make, change and take away.

    `key` is what they call the row, where that is not `thing`. `apart` are fields that have commands of their own, with
    all that such a command must be told: {"token.move": ("x", "y")}. `place` is the field that says where a new row is
    to be, and stays as it is.
    """

    thing: ClassVar[str]
    key: ClassVar[str] = ""
    place: ClassVar[str] = "room"
    apart: ClassVar[dict[str, tuple[str, ...]]] = {}
    made_by: ClassVar[str] = "create"
    taken_by: ClassVar[str] = "delete"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What no command of people makes comes by an upload, or at the table."""
        maker = EVENTS.get(f"{self.thing}.{self.made_by}")
        return maker is not None and not maker.internal and super().has_add_permission(request)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.JSONField):
            kwargs.setdefault("required", False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What lies somewhere was shown to those who are there: it does not go to another table."""
        fixed = (self.place,) if obj is not None and self.place else ()
        return (*fixed, *super().get_readonly_fields(request, obj))

    def do(self, request: HttpRequest, obj: Any, type: str, **data: Any) -> Outcome:
        """A command about `obj`."""
        return command(request, self.room_of(obj), type, {self.key or self.thing: str(obj.pk), **data})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        said = form.cleaned_data.items()
        given = {name: self._as_said(name, value) for name, value in said if name != self.place or not change}
        if change:
            self.alter(request, obj, {name: given[name] for name in form.changed_data if name in given})
            return
        made = self.make(request, obj, given)
        obj.pk, obj._state.adding = made.pk, False

    def _as_said(self, name: str, value: Any) -> Any:
        """As a command takes it; an empty object that was typed is one, and not nothing."""
        field: Any = self.model._meta.get_field(name)
        return field.get_default() if value is None and isinstance(field, models.JSONField) else plain(value)

    def make(self, request: HttpRequest, obj: Any, given: dict[str, Any]) -> Any:
        """The new row: as much as the command that makes it can be told, and then the rest."""
        type = f"{self.thing}.{self.made_by}"
        known = set(EVENTS[type].Input.__struct_fields__)
        said = {name: value for name, value in given.items() if name in known and value is not None}
        made = command(request, self.room_of(obj), type, said).made[0]
        rest = {name: value for name, value in given.items() if name not in known and name != self.place}
        beginning = {name: plain(getattr(made, name)) for name in rest}
        changed = {name: value for name, value in rest.items() if value != beginning[name]}
        if changed:
            obj.pk = made.pk
            self.alter(request, obj, changed)
        return made

    def alter(self, request: HttpRequest, obj: Any, changed: dict[str, Any]) -> None:
        """Tells the table of the changed fields, each by the command that it has for them."""
        rest = dict(changed)
        for type, names in self.apart.items():
            if not rest.keys().isdisjoint(names):
                self.do(request, obj, type, **{name: plain(getattr(obj, name)) for name in names})
                rest = {name: value for name, value in rest.items() if name not in names}
        if rest:
            self.update(request, obj, rest)

    def update(self, request: HttpRequest, obj: Any, changed: dict[str, Any]) -> None:
        self.do(request, obj, f"{self.thing}.update", **changed)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.do(request, obj, f"{self.thing}.{self.taken_by}")


class ByRoom(admin.SimpleListFilter):
    """Of what lies deeper in a room: only that of one room of one's own. `way` leads to the room."""

    title, parameter_name, way = _("room"), "in_room", "scene__room"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rooms = Room.objects.led_by(request.user).gatherings()
        return [(str(pk), name) for pk, name in rooms.values_list("pk", "name")[:100]]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        wanted = self.value()
        known = {pk for pk, _name in self.lookup_choices}
        if wanted is None:
            return queryset
        return queryset.filter(**{self.way: wanted}) if wanted in known else queryset.none()
