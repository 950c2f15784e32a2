"""`/api/v1/admin/…`: accounts, the site's settings, the audit log. The pages of `/admin/` do the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import path
from msgspec import UNSET, structs
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import names, passwords, projections, registration, second_factor
from accounts.models import AuditEntry, SiteSettings, User
from accounts.rules import require
from accounts.staff import inputs, people, site
from accounts.staff.audit import By
from accounts.staff.views import StaffView, one
from config.api.views import created, no_content, page_of

FIELD_OF = {"game_master": "is_game_master", "staff": "is_staff", "active": "is_active"}
PERSON = (
    "{id, username, display_name, email, roles, active, second_factor, storage: {used, quota}, last_login, created_at}"
)


def person_data(user: User) -> dict[str, Any]:
    """An account as staff see it, of `second_factor.marked`: no password nor its hash, nothing that it holds or said."""
    return {
        "id": user.pk,
        "username": user.username,
        "display_name": user.display_name,
        "email": user.email,
        "roles": projections.roles(user),
        "active": user.is_active,
        "second_factor": user.has_second_factor,  # type: ignore[attr-defined]
        "storage": {"used": user.storage_used, "quota": user.storage_quota},
        "last_login": user.last_login,
        "created_at": user.created_at,
    }


def entry_data(entry: AuditEntry) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "at": entry.created_at,
        "by": {"id": entry.actor, "name": entry.actor_name},
        "action": entry.action,
        "about": {"id": entry.subject, "name": entry.subject_name},
        "reason": entry.reason,
        "details": entry.details,
        "address": entry.address,
    }


def _people() -> Any:
    return second_factor.marked(User.objects.all())


class People(StaffView):
    """Accounts by name: `?q=` looks into names and addresses, `?role=staff|game_master|guest`, `?locked=1`."""

    inputs = {"post": inputs.NewPerson}
    outputs = {"get": f"Accounts: {PERSON}.", "post": "{user, link}: with the link its person sets a password, once."}

    def get(self, request: Request) -> Response:
        asked, found = request.query_params, _people().order_by("username")
        words = asked.get("q", "").strip()[:100]
        if words:
            named = Q(username__icontains=words) | Q(display_name__icontains=words)
            found = found.filter(named | Q(email__icontains=words))
        if asked.get("role") in ("staff", "game_master", "guest"):
            found = found.filter(**{f"is_{asked['role']}": True})
        if asked.get("locked"):
            found = found.filter(is_active=False)
        return page_of(request, found, person_data)

    def post(self, request: Request) -> Response:
        require(request.user, "accounts.look_after")
        given = self.read(inputs.NewPerson)
        user = registration.admit(
            username=given.username, password=passwords.new_password(), email=given.email,
            display_name=given.display_name, game_master=given.game_master,
        )  # fmt: skip
        link = people.added(By.of(request, given.reason), user)
        return created({"user": person_data(one(_people(), user.pk)), "link": link})


class Person(StaffView):
    """One account: roles, quota, lock. DELETE ends it for good, as its person could."""

    inputs = {"patch": inputs.PersonChange, "delete": inputs.Why}
    outputs = {"get": f"The account: {PERSON}.", "patch": "The account."}

    def get(self, request: Request, user_id: UUID) -> Response:
        return Response(person_data(one(_people(), user_id)))

    def patch(self, request: Request, user_id: UUID) -> Response:
        given = self.read(inputs.PersonChange)
        wanted = {FIELD_OF.get(name, name): value for name, value in _given(given).items()}
        if "display_name" in wanted:
            wanted["display_name"] = names.display_name(wanted["display_name"])
        people.change(By.of(request, given.reason), one(User.objects.all(), user_id), **wanted)
        return Response(person_data(one(_people(), user_id)))

    def delete(self, request: Request, user_id: UUID) -> Response:
        people.delete(By.of(request, self.read(inputs.Why).reason), one(User.objects.all(), user_id))
        return no_content()


class SignOut(StaffView):
    """Ends every sign-in of an account: sessions, tokens, sockets."""

    inputs = {"post": inputs.Why}

    def post(self, request: Request, user_id: UUID) -> Response:
        people.sign_out(By.of(request, self.read(inputs.Why).reason), one(User.objects.all(), user_id))
        return Response({"signed_out": True})


class ResetLink(StaffView):
    """A link with which its person sets a new password: shown this once, good for three days."""

    inputs = {"post": inputs.Why}

    def post(self, request: Request, user_id: UUID) -> Response:
        link = people.reset_link(By.of(request, self.read(inputs.Why).reason), one(User.objects.all(), user_id))
        return created({"link": link})


class SecondFactor(StaffView):
    """DELETE takes the second factor of who has lost it away, and ends every sign-in."""

    inputs = {"delete": inputs.Why}

    def delete(self, request: Request, user_id: UUID) -> Response:
        user = one(User.objects.all(), user_id)
        removed = people.remove_second_factor(By.of(request, self.read(inputs.Why).reason), user)
        return Response({"removed": removed})


class Site(StaffView):
    """The site's settings as staff set them, and under `now` what follows from them and the environment."""

    inputs = {"patch": inputs.SiteChange}
    outputs = {"get": "The settings and `now`.", "patch": "The settings and `now`."}

    def get(self, request: Request) -> Response:
        return Response(site.told(SiteSettings.current()))

    def patch(self, request: Request) -> Response:
        given = self.read(inputs.SiteChange)
        return Response(site.told(site.change(By.of(request, given.reason), **_given(given))))


class Audit(StaffView):
    """What staff did, newest first: `?action=person.locked`, `?about=` the id of a person or thing, `?by=` who did it."""

    outputs = {"get": "Entries: {id, at, by: {id, name}, action, about: {id, name}, reason, details, address}."}

    def get(self, request: Request) -> Response:
        asked, found = request.query_params, AuditEntry.objects.all()
        if asked.get("action"):
            found = found.filter(action=asked["action"][:40])
        if asked.get("about"):
            found = found.filter(subject=_uuid(asked["about"]))
        if asked.get("by"):
            found = found.filter(actor=_uuid(asked["by"]))
        return page_of(request, found, entry_data)


def _given(body: Any) -> dict[str, Any]:
    """The fields that were sent, without the reason."""
    sent = structs.asdict(body)
    return {name: value for name, value in sent.items() if value is not UNSET and name != "reason"}


def _uuid(text: str) -> UUID:
    """The id, or one that nothing has."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


routes = [
    path("admin/users", People.as_view()),
    path("admin/users/<uuid:user_id>", Person.as_view()),
    path("admin/users/<uuid:user_id>/sign-out", SignOut.as_view()),
    path("admin/users/<uuid:user_id>/reset-link", ResetLink.as_view()),
    path("admin/users/<uuid:user_id>/second-factor", SecondFactor.as_view()),
    path("admin/settings", Site.as_view()),
    path("admin/audit", Audit.as_view()),
]
