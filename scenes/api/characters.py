"""REST of characters: the same events as the socket's, through `perform`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.http.response import HttpResponseBase
from django.urls import path
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.views import created, no_content, page_of
from rooms.api.base import RoomView
from rooms.live import perform
from rooms.viewer import Viewer
from scenes.api.tokens import uploaded
from scenes.events.characters import CharacterCreate, Sheet, state_of
from scenes.models import Character
from scenes.token_pictures import answer


class RoomCharacters(RoomView):
    """The characters of a room that one may know: one's own, and all for those who lead. POST writes a new one."""

    inputs = {"post": CharacterCreate.Input}

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        return page_of(request, Character.objects.visible_to(viewer), lambda one: state_of(viewer, one))

    def post(self, request: Request, room_id: UUID) -> Response:
        given = msgspec.to_builtins(self.read(CharacterCreate.Input))
        viewer = self.viewer(room_id)
        made: Any = perform(viewer, "character.create", given).made[0]
        return created(state_of(viewer, made))


class CharacterView(RoomView):
    def found(self, room_id: UUID, character_id: UUID) -> tuple[Viewer, Character]:
        """Raises NotFound for whoever neither leads nor plays the character."""
        viewer = self.viewer(room_id)
        return viewer, Character.objects.seen(viewer, pk=character_id)


class CharacterDetail(CharacterView):
    """One character; PATCH changes what is named, DELETE leaves the tokens where they are."""

    inputs = {"patch": Sheet}

    def get(self, request: Request, room_id: UUID, character_id: UUID) -> Response:
        return Response(state_of(*self.found(room_id, character_id)))

    def patch(self, request: Request, room_id: UUID, character_id: UUID) -> Response:
        given = msgspec.to_builtins(self.read(Sheet))
        viewer, character = self.found(room_id, character_id)
        perform(viewer, "character.update", {"character": str(character.pk), **given})
        character.refresh_from_db()
        return Response(state_of(viewer, character))

    def delete(self, request: Request, room_id: UUID, character_id: UUID) -> Response:
        viewer, character = self.found(room_id, character_id)
        perform(viewer, "character.delete", {"character": str(character.pk)})
        return no_content()


class CharacterPortrait(CharacterView):
    """The portrait of a character; POST takes a picture of at most 25 MB as `file` of a multipart form."""

    parser_classes = [MultiPartParser]
    outputs = {"get": "The picture itself.", "post": "The character."}

    def get(self, request: Request, room_id: UUID, character_id: UUID) -> HttpResponseBase:
        _viewer, character = self.found(room_id, character_id)
        return answer(request, character.portrait_id)

    def post(self, request: Request, room_id: UUID, character_id: UUID) -> Response:
        viewer, character = self.found(room_id, character_id)
        require(viewer, "scenes.edit_character", character)
        picture = uploaded(request)
        perform(viewer, "character.portrait", {"character": str(character.pk), "picture": str(picture.pk)})
        character.refresh_from_db()
        return created(state_of(viewer, character))

    def delete(self, request: Request, room_id: UUID, character_id: UUID) -> Response:
        viewer, character = self.found(room_id, character_id)
        perform(viewer, "character.portrait", {"character": str(character.pk), "picture": None})
        return no_content()


routes = [
    path("rooms/<uuid:room_id>/characters", RoomCharacters.as_view()),
    path("rooms/<uuid:room_id>/characters/<uuid:character_id>", CharacterDetail.as_view()),
    path("rooms/<uuid:room_id>/characters/<uuid:character_id>/portrait", CharacterPortrait.as_view()),
]
