"""`me…` and `users/…`: oneself, one's settings, picture, data and end; what others see; notifications."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import UNSET
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import avatars, own_data, profile, projections, registration, sign_in
from accounts.api import inputs
from accounts.models import Notification, User
from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import ApiView, created, no_content, page_of


def given(body: msgspec.Struct, *names: str) -> dict[str, Any]:
    """The fields that were sent."""
    return {name: getattr(body, name) for name in names if getattr(body, name) is not UNSET}


class Me(ApiView):
    """Oneself. DELETE ends the account for good: rooms are handed over or deleted, messages lose their author."""

    inputs = {"patch": inputs.MeChange, "put": inputs.MeChange, "delete": inputs.Deletion}

    def get(self, request: Request) -> Response:
        return Response(projections.me(request.user))

    def patch(self, request: Request) -> Response:
        body, user = self.read(inputs.MeChange), request.user
        if body.email is not UNSET and (body.email or None) != user.email:
            require(user, "accounts.change_password", user)
            sign_in.check_password(request._request, user, body.password)
            registration.change_email(user, body.email)
        profile.change(user, **given(body, "display_name", "bio", "colour"))
        return Response(projections.me(user))

    put = patch

    def delete(self, request: Request) -> Response:
        user = request.user
        require(user, "accounts.delete_account", user)
        if not user.is_guest:
            sign_in.check_password(request._request, user, self.read(inputs.Deletion).password)
        user.farewell()
        request.session.flush()
        return no_content()


class Settings(ApiView):
    """How the pages look: theme (auto, dark, light), locale, colour; notifications shown at once or only in the list."""

    inputs = {"patch": inputs.SettingsChange, "put": inputs.SettingsChange}

    def get(self, request: Request) -> Response:
        return Response(projections.settings_of(request.user))

    def patch(self, request: Request) -> Response:
        body = self.read(inputs.SettingsChange)
        profile.change(request.user, **given(body, "theme", "locale", "colour", "notifications"))
        return Response(projections.settings_of(request.user))

    put = patch


class Export(ApiView):
    """Everything this server keeps about oneself, as a JSON file."""

    def get(self, request: Request) -> Response:
        name = f'attachment; filename="dreamtable-{request.user.username}.json"'
        return Response(own_data.of(request.user), headers={"Content-Disposition": name})


class Claim(ApiView):
    """A guest becomes an account: the same person, now with a name and a password."""

    inputs = {"post": inputs.Claim}

    def post(self, request: Request) -> Response:
        user = request.user
        require(user, "accounts.claim", user)
        body, kept = self.read(inputs.Claim), request.session.session_key
        registration.claim(user, username=body.username, password=body.password, email=body.email, kept=kept)
        sign_in.keep_session(request._request, user)
        return Response(projections.me(user))


class Profile(ApiView):
    """What others see of a person. Only one's own can be changed."""

    inputs = {"put": inputs.Profile}

    def get(self, request: Request, pk: UUID) -> Response:
        return Response(projections.profile(User.objects.all().seen(request.user, pk=pk)))

    def put(self, request: Request, pk: UUID) -> Response:
        user = User.objects.all().seen(request.user, pk=pk)
        require(request.user, "accounts.edit_profile", user)
        profile.change(user, **given(self.read(inputs.Profile), "display_name", "bio", "colour"))
        return Response(projections.profile(user))


class Notifications(ApiView):
    """One's notifications, newest first; `?unread=1` only those not read yet."""

    def get(self, request: Request) -> Response:
        notes = Notification.objects.all().visible_to(request.user)
        if request.query_params.get("unread"):
            notes = notes.unread()
        return page_of(request, notes, projections.notification)


class NotificationRead(ApiView):
    """Marks one notification as read; again changes nothing."""

    def post(self, request: Request, pk: UUID) -> Response:
        note = Notification.objects.all().seen(request.user, pk=pk)
        if note.read_at is None:
            note.read_at = timezone.now()
            note.save(update_fields=["read_at", "updated_at"])
        return Response(projections.notification(note))


class NotificationsRead(ApiView):
    """Marks all of one's notifications as read and says how many were not."""

    def post(self, request: Request) -> Response:
        return Response({"read": Notification.objects.all().visible_to(request.user).mark_read()})


class Avatar(ApiView):
    """One's picture: PNG, JPEG, WebP, AVIF or GIF of at most 5 MB, as `file` of a multipart form."""

    parser_classes = [MultiPartParser]

    def post(self, request: Request) -> Response:
        pay(request, "upload")
        require(request.user, "accounts.upload")
        file = request.FILES.get("file")
        if file is None:
            raise Invalid(_("Please choose a picture."), fields={"file": [_("Please choose a picture.")]})
        avatars.replace(request.user, file)
        return created(projections.me(request.user))

    def delete(self, request: Request) -> Response:
        avatars.remove(request.user)
        return no_content()
