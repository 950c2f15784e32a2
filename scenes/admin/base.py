"""What the pages of things in a scene share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display

from accounts import sidebar
from accounts.pictures import bars, heading
from rooms.back_office import ByRoom, CommandAdmin
from rooms.models import Room
from scenes.models import Scene, Token
from scenes.models.fields import Shared
from scenes.projections.tokens import picture_url


class ThingAdmin(CommandAdmin):
    """Something that lies in a scene and stays there."""

    section: Any = sidebar.SCENES
    place = "scene"
    list_filter: Any = (ByRoom, "scene")
    list_select_related: Any = ("scene__room",)

    def room_of(self, obj: Any) -> Room:
        return obj.scene.room

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Scenes of several rooms may have one name."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.remote_field.model is Scene:
            field.queryset = field.queryset.select_related("room")
            field.label_from_instance = lambda scene: f"{scene.room} · {scene}"
        return field

    @display(description=_("scene"), ordering="scene__name")
    def where(self, thing: Any) -> SafeString:
        return heading(thing.scene.name, thing.scene.room.name)


class Sharing:
    """A page of what is shared with nobody, everybody or some; with whom by name is said at the table."""

    SHARED: ClassVar[str]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "shared":
            kwargs["choices"] = [choice for choice in db_field.choices if choice[0] != Shared.NAMED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]

    def options_for(self, request: HttpRequest, field: Any) -> Any:
        found = super().options_for(request, field)  # type: ignore[misc]
        return [one for one in found if one[0] != Shared.NAMED] if field.name == "shared" else found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed: tuple[str, ...] = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return (*fixed, "shared") if obj is not None and obj.shared == Shared.NAMED else fixed

    def offers(self, action: str, obj: Any) -> bool:
        return {"reveal": obj.shared != Shared.ALL, "hide": obj.shared != Shared.NONE}.get(action, True)

    def share(self, request: HttpRequest, queryset: Any, shared: str, done: Callable[[int], str]) -> None:
        self.each(request, queryset, lambda one: self.do(request, one, self.SHARED, shared=shared), done)  # type: ignore[attr-defined]


def token_heading(token: Token) -> SafeString:
    """A token by the name that game masters know, its other one below."""
    below = token.name if token.gm_name and token.gm_name != token.name else ""
    return (
        heading(str(token), below, picture_url(token) or "", round=True)
        if picture_url(token)
        else heading(str(token), below)
    )


def token_bars(token: Token) -> Any:
    return bars(token.bars_now())


def shown(number: int) -> str:
    return ngettext("%(number)d is shown to the players.", "%(number)d are shown to the players.", number) % {"number": number}  # fmt: skip


def hidden(number: int) -> str:
    return ngettext("%(number)d is hidden from the players.", "%(number)d are hidden from the players.", number) % {"number": number}  # fmt: skip
