"""Slow or regular work: mail, and deleting what has expired."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import objects
from accounts.library import pieces, waiting
from accounts.locale import language_of
from accounts.models import Notification, TokenFamily, User, WsTicket
from config.jobs import job, periodic

NOTIFICATIONS_KEPT_DAYS = 90


@job()
def mail_reset_link(progress: Any, *, address: str) -> None:
    """Looks the address up here, not in the request: so that the answer takes as long for an unknown one."""
    from accounts.passwords import link_for

    user = User.objects.named(address)
    if user is None or not user.is_active or not user.email or user.is_demo:
        return
    with translation.override(language_of(user)):
        words = render_to_string("accounts/reset_mail.txt", {"person": user, "link": link_for(user)})
        send_mail(_("A new password for Dreamtable"), words, settings.DEFAULT_FROM_EMAIL, [user.email])


@periodic(minutes=60)
def tidy(progress: Any) -> None:
    """Deletes expired sessions, tickets and families of tokens, and notifications read long ago."""
    forget_sign_ins(timedelta())
    forget_notifications(timedelta(days=NOTIFICATIONS_KEPT_DAYS))


def ended_sign_ins(age: timedelta) -> list[QuerySet[Any]]:
    """Sessions, tickets and families of tokens that have been worth nothing for so long."""
    before = timezone.now() - age
    families = TokenFamily.objects.filter(updated_at__lt=before - settings.JWT_REFRESH_LIFETIME)
    return [
        Session.objects.filter(expire_date__lt=before),
        WsTicket.objects.filter(expires_at__lt=before),
        families.exclude(refresh_tokens__expires_at__gt=before),
    ]


def forget_sign_ins(age: timedelta) -> int:
    found = ended_sign_ins(age)
    count = sum(rows.count() for rows in found)
    for rows in found:
        rows.delete()
    return count


def read_notifications(age: timedelta) -> QuerySet[Any]:
    return Notification.objects.filter(read_at__lt=timezone.now() - age)


def forget_notifications(age: timedelta) -> int:
    gone: int = read_notifications(age).delete()[0]
    return gone


@periodic(minutes=60)
def forget_parts(progress: Any) -> int:
    """Removes uploads in pieces that nobody went on with for a day."""
    return pieces.forget_old()


@periodic(minutes=60)
def forget_waiting_uploads(progress: Any) -> int:
    """Removes uploads whose job never came to an end."""
    return waiting.forget_old()


@periodic(minutes=24 * 60)
def sweep_storage(progress: Any) -> int:
    """Removes objects that no row names: a server was killed between storing a file and noting it."""
    return objects.sweep()
