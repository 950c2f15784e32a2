"""Slow or regular work: mail, and deleting what has expired."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.library import pieces, waiting
from accounts.models import Notification, TokenFamily, User, WsTicket
from accounts.models.stored_file import sweep_unnamed
from config.jobs import job, periodic

NOTIFICATIONS_KEPT_DAYS = 90


@job()
def mail_reset_link(progress: Any, *, address: str) -> None:
    """Looks the address up here, not in the request: so that the answer takes as long for an unknown one."""
    from accounts.passwords import link_for

    user = User.objects.named(address)
    if user is None or not user.is_active or not user.email or user.is_demo:
        return
    with translation.override(user.locale):
        words = render_to_string("accounts/reset_mail.txt", {"person": user, "link": link_for(user)})
        send_mail(_("A new password for Dreamtable"), words, settings.DEFAULT_FROM_EMAIL, [user.email])


@periodic(minutes=60)
def tidy(progress: Any) -> None:
    """Deletes expired sessions, tickets and families of tokens, and notifications read long ago."""
    now = timezone.now()
    WsTicket.objects.filter(expires_at__lt=now).delete()
    TokenFamily.objects.filter(updated_at__lt=now - settings.JWT_REFRESH_LIFETIME).exclude(
        refresh_tokens__expires_at__gt=now
    ).delete()
    old = now - timedelta(days=NOTIFICATIONS_KEPT_DAYS)
    Notification.objects.filter(read_at__lt=old).delete()
    call_command("clearsessions")


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
    return sweep_unnamed()
