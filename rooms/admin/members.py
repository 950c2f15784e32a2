"""Who belongs to one's rooms, who waits at their doors, who may not come back, and the links that lead in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, Max, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminSelectWidget

from accounts import sidebar
from accounts.back_office import ScopedAdmin
from accounts.pictures import initials
from accounts.rules import allowed
from accounts.sites import gm_site
from rooms.admin.rooms import ROLES, here
from rooms.api.membership import require_inviting
from rooms.back_office import Unmade, command, entering
from rooms.models import Ban, Entry, Invite, Knock, Member
from rooms.viewer import Viewer
from rooms.views import absolute

LASTS = {"": _("until it is ended"), "3600": _("an hour"), "86400": _("a day"), "604800": _("a week")}


def person(user: Any) -> SafeString:
    """A person by their display name; nothing else is told of an account."""
    name = user.display_name
    return format_html('<span class="gm-head">{}<span><b>{}</b></span></span>', initials(name, user.colour), name)


@admin.register(Member, site=gm_site)
class MemberAdmin(Unmade):
    """Who belongs to one's rooms: name, role and last visit, never an e-mail address."""

    section, icon, rank = sidebar.TABLES, "groups", 2
    list_display = ("who", "room", "shown_role", "muted", "last_visit", "created_at")
    list_filter = ("role", "muted", "room")
    search_fields = ("user__display_name",)
    list_select_related = ("user", "room")
    fields = ("room", "user", "role", "muted", "last_visit")
    readonly_fields = ("room", "user", "last_visit")
    several = ("role", "muted")
    actions = ("mute", "give_voice", "remove", "ban")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With when they were last there: what they did last, or the word up to which they have read."""
        own = Entry.objects.filter(room=OuterRef("room"), user=OuterRef("user")).order_by().values("room")
        read = Entry.objects.filter(room=OuterRef("room"), seq=OuterRef("read_seq")).values("at")[:1]
        there = here(timezone.now()).filter(room=OuterRef("room"), user=OuterRef("user"))
        times = {"acted_at": Subquery(own.annotate(at_last=Max("at")).values("at_last")), "read_at": Subquery(read)}
        return super().get_queryset(request).annotate(**times, is_here=Exists(there))

    @display(description=_("person"), ordering="user__display_name")
    def who(self, member: Member) -> SafeString:
        return person(member.user)

    @display(
        description=_("role"), ordering="role", label={"owner": "warning", "game_master": "info", "player": "success"}
    )
    def shown_role(self, member: Member) -> tuple[str, str]:
        return member.role, member.get_role_display()

    @display(description=_("last visit"))
    def last_visit(self, member: Any) -> Any:
        if member.is_here:
            return _now("here now")
        return max((at for at in (member.acted_at, member.read_at) if at is not None), default=member.created_at)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return ScopedAdmin.has_change_permission(self, request, obj) and self._below(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._below(request, obj)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_choice_field(db_field, request, **{**kwargs, "choices": ROLES})

    def options_for(self, request: HttpRequest, field: Any) -> Any:
        return ROLES if field.name == "role" else super().options_for(request, field)

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        if "role" in form.changed_data:
            command(request, obj.room, "member.role", {"member": str(obj.pk), "role": obj.role})
        if "muted" in form.changed_data:
            command(request, obj.room, "member.mute", {"member": str(obj.pk), "muted": obj.muted})

    def delete_model(self, request: HttpRequest, obj: Member) -> None:
        command(request, obj.room, "member.remove", {"member": str(obj.pk)})

    def offers(self, action: str, obj: Member) -> bool:
        return {"mute": not obj.muted, "give_voice": obj.muted}.get(action, True)

    @action(description=_("Mute"), icon="mic_off")
    def mute(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "member.mute", _muted, muted=True)

    @action(description=_("Give the voice back"), icon="mic")
    def give_voice(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "member.mute", _heard, muted=False)

    @action(description=_("Remove from the room"), icon="person_remove")
    def remove(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "member.remove", _removed)

    @action(description=_("Ban from the room"), icon="block")
    def ban(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "member.ban", _banned)

    def _each(self, request: HttpRequest, queryset: Any, type: str, done: Callable[[int], str], **data: Any) -> None:
        rows = queryset.select_related("room", "user")
        self.each(request, rows, lambda one: command(request, one.room, type, {"member": str(one.pk), **data}), done)

    @staticmethod
    def _below(request: HttpRequest, obj: Member | None) -> bool:
        """As the rule of the table: nobody changes the owner, and only the owner changes game masters."""
        if obj is None:
            return True
        viewer = Viewer.entering(obj.room, request.user)
        # Of the role that is stored: the form has put the new one into `obj` already.
        stored = Member.objects.filter(pk=obj.pk).first()
        return viewer is not None and stored is not None and allowed(viewer, "rooms.appoint", stored)


def _muted(number: int) -> str:
    return ngettext("%(number)d member is muted.", "%(number)d members are muted.", number) % {"number": number}


def _heard(number: int) -> str:
    return ngettext("%(number)d member may speak again.", "%(number)d members may speak again.", number) % {"number": number}  # fmt: skip


def _removed(number: int) -> str:
    return ngettext("%(number)d member was removed.", "%(number)d members were removed.", number) % {"number": number}


def _banned(number: int) -> str:
    return ngettext("%(number)d member was banned.", "%(number)d members were banned.", number) % {"number": number}


class InviteForm(forms.ModelForm):
    lasts = forms.ChoiceField(
        label=_("lasts"),
        required=False,
        choices=list(LASTS.items()),
        initial="604800",
        widget=UnfoldAdminSelectWidget(),
    )


@admin.register(Invite, site=gm_site)
class InviteAdmin(ScopedAdmin):
    """Links into one's rooms. A link is shown once, when it is made: only a hash of it is kept."""

    section, icon, rank = sidebar.TABLES, "link", 3
    form = InviteForm
    list_display = ("room", "shown_role", "expires_at", "uses", "max_uses", "created_at")
    list_filter = ("role", "room")
    list_select_related = ("room",)
    fields = ("room", "role", "expires_at", "max_uses", "uses")
    readonly_fields = ("room", "role", "expires_at", "max_uses", "uses")
    add_fieldsets = ((None, {"fields": ("room", "role", "lasts", "max_uses")}),)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return ((None, {"fields": self.fields}),) if obj else self.add_fieldsets

    @display(description=_("role"), ordering="role", label={"game_master": "info", "player": "success"})
    def shown_role(self, invite: Invite) -> tuple[str, str]:
        return invite.role, invite.get_role_display()

    def save_model(self, request: HttpRequest, obj: Invite, form: Any, change: bool) -> None:
        viewer = entering(request, obj.room)
        require_inviting(viewer, obj.role)
        seconds = form.cleaned_data["lasts"]
        lasts = timedelta(seconds=int(seconds)) if seconds else None
        made, code = Invite.write(obj.room, request.user, role=obj.role, lasts=lasts, max_uses=obj.max_uses)
        obj.pk, obj._state.adding = made.pk, False
        link = absolute(request, reverse("join", args=[code]))
        told = _now("Give this link to whom you invite. It is not shown again:")
        messages.warning(request, format_html("{} <br><b>{}</b>", told, link))


@admin.register(Knock, site=gm_site)
class KnockAdmin(Unmade):
    """Who waits at one's doors. Deleting sends away."""

    section, icon, rank = sidebar.TABLES, "door_front", 4
    list_display = ("who", "room", "role", "created_at")
    list_filter = ("room",)
    list_select_related = ("user", "room")
    fields = readonly_fields = ("room", "user", "role", "created_at")
    actions = ("admit",)

    @display(description=_("person"))
    def who(self, knock: Knock) -> SafeString:
        return person(knock.user)

    @action(description=_("Let in"), icon="door_open")
    def admit(self, request: HttpRequest, queryset: Any) -> None:
        def done(number: int) -> str:
            return ngettext("%(number)d person was let in.", "%(number)d people were let in.", number) % {"number": number}  # fmt: skip

        rows = queryset.select_related("room", "user")
        self.each(request, rows, lambda one: command(request, one.room, "member.admit", {"knock": str(one.pk)}), done)

    def delete_model(self, request: HttpRequest, obj: Knock) -> None:
        command(request, obj.room, "member.refuse", {"knock": str(obj.pk)})


@admin.register(Ban, site=gm_site)
class BanAdmin(Unmade):
    """Who may not come back. Deleting lifts the ban."""

    section, icon, rank = sidebar.TABLES, "block", 5
    list_display = ("who", "room", "reason", "by", "created_at")
    list_filter = ("room",)
    search_fields = ("user__display_name", "reason")
    list_select_related = ("user", "room", "by")
    fields = readonly_fields = ("room", "user", "reason", "by", "created_at")

    @display(description=_("person"))
    def who(self, ban: Ban) -> SafeString:
        return person(ban.user)

    def delete_model(self, request: HttpRequest, obj: Ban) -> None:
        command(request, obj.room, "member.unban", {"ban": str(obj.pk)})
