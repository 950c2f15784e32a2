"""Devices without a login: their sockets, which end with them, and the browsers that remember being one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

from config.live import hubs
from config.live.socket import NOT_ALLOWED
from rooms.models import Device

MOST_REMEMBERED = 20
Kind = TypeVar("Kind", bound=Device)


def session_of(device: Device) -> str:
    """What a device's socket is revoked by, in place of a person's session."""
    return f"{device.KIND}:{device.pk}"


def end_socket(device: Device, code: int = NOT_ALLOWED) -> None:
    """After commit its socket closes in every process."""
    message = {"act": "revoke", "user": None, "session": session_of(device), "code": code}
    transaction.on_commit(partial(hubs.tell, str(device.room_id), message), robust=True)


def revoke(device: Device) -> None:
    """Ends the device: its code is gone, and its socket closes."""
    with transaction.atomic():
        end_socket(device)
        device.delete()


def ended(model: type[Device]) -> Callable[[set[str]], set[str]]:
    """Of labels, those of devices of this kind that are no more (`rooms.live.socket.labels_ended`)."""

    def those(labels: set[str]) -> set[str]:
        mine = {label for label in labels if label.startswith(f"{model.KIND}:")}
        there = model._default_manager.filter(pk__in=[label.split(":", 1)[1] for label in mine]) if mine else ()
        return mine - {session_of(device) for device in there}

    return those


def remember(request: Any, device: Device) -> None:
    """The browser's session holds which devices it may be: what they show or play is fetched by that."""
    key = f"{device.KIND}s"
    others = [id for id in request.session.get(key, []) if id != str(device.pk)]
    request.session[key] = [*others, str(device.pk)][-MOST_REMEMBERED:]


def remembered(request: Any, model: type[Kind]) -> list[Kind]:
    """The devices of this kind that the browser may be and that are still there, with their rooms."""
    known = request.session.get(f"{model.KIND}s", []) if hasattr(request, "session") else []
    return list(model._default_manager.filter(pk__in=known).select_related("room")) if known else []
