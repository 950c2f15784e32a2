"""What has expired is deleted by itself."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import tasks, tickets, tokens
from accounts.inbox import notify
from accounts.models import Notification, RefreshToken, TokenFamily, WsTicket
from config.jobs.define import PERIODIC


def test_it_works(as_, ada):
    long_ago = timezone.now() - timedelta(days=100)
    old, _kept = tokens.issue(ada), tokens.issue(ada)
    assert old.refresh
    family = TokenFamily.objects.order_by("created_at").first()
    RefreshToken.objects.filter(family=family).update(expires_at=long_ago)
    TokenFamily.objects.filter(pk=family.pk).update(updated_at=long_ago)
    tickets.issue(ada)
    WsTicket.objects.update(expires_at=long_ago)
    for _ in range(2):
        notify(ada, "accounts.password_changed")
    Notification.objects.filter(pk=Notification.objects.first().pk).update(read_at=long_ago)
    as_(ada)
    Session.objects.update(expire_date=long_ago)

    tasks.tidy.call()

    assert TokenFamily.objects.exclude(pk=family.pk).count() == TokenFamily.objects.count() == 1
    assert not WsTicket.objects.exists()
    assert Notification.objects.count() == 1
    assert not Session.objects.exists()


def test_it_is_done_every_hour():
    job, pause = PERIODIC["accounts.tasks.tidy"]
    assert job is tasks.tidy
    assert pause == timedelta(hours=1)
