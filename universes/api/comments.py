"""What is said about a universe, over REST."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from msgspec import UNSET, Struct, UnsetType
from rest_framework.request import Request
from rest_framework.response import Response

from universes.api.base import OneThing, Things
from universes.events.comments import CommentCreate, Words
from universes.models import Comment
from universes.projections.comments import comment


class CommentChange(Struct, forbid_unknown_fields=True):
    """Other words, or whether it is settled."""

    text: Words | UnsetType = UNSET
    resolved: bool | UnsetType = UNSET


class Comments(Things):
    """What people said about a universe, in order. POST says something, as its members may."""

    model, noun, project = Comment, "comment", staticmethod(comment)
    inputs = {"post": CommentCreate.Input}
    outputs = {"get": "Comments: {id, by, text, reply_to, resolved, edited_at, at}.", "post": "The comment."}


class OneComment(OneThing):
    """One comment: say it in other words, settle it, delete it with its answers."""

    model, noun, key, project = Comment, "comment", "comment", staticmethod(comment)
    inputs = {"patch": CommentChange}
    outputs = {"get": "The comment.", "patch": "The comment.", "delete": "It is gone with its answers."}

    def patch(self, request: Request, id: UUID, thing_id: UUID) -> Response:
        viewer = self.viewer(id)
        given = self.read(CommentChange)
        this = {"comment": thing_id}
        if given.text is not UNSET:
            self.does(viewer, "comment.edit", {**this, "text": given.text})
        if given.resolved is not UNSET:
            self.does(viewer, "comment.resolve", {**this, "resolved": given.resolved})
        return self.get(request, id, thing_id)


routes = [
    path("universes/<uuid:id>/comments", Comments.as_view()),
    path("universes/<uuid:id>/comments/<uuid:thing_id>", OneComment.as_view()),
]
