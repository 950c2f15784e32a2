"""Who is at the table: people, not sockets; leases that end by themselves (SPEC P1, P2, P4)."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from rooms.live import presence
from rooms.models import Presence

pytestmark = pytest.mark.django_db(transaction=True)


def names(frame):
    return {one["name"]: one["devices"] for one in frame["data"]["present"]}


async def until_present(page, wanted):
    while True:
        heard = await page.hear(type="presence")
        if names(heard) == wanted:
            return heard


async def test_people_are_counted_not_sockets(opens, ada, ben):
    """SPEC P1: Ben's two pages are one person with two devices; when he closes both, he is gone."""
    lead = await opens(ada)
    first, second = await opens(ben), await opens(ben)
    heard = await until_present(lead, {"Ada": 1, "Ben": 2})
    assert "seq" not in heard
    await first.leave()
    await until_present(lead, {"Ada": 1, "Ben": 1})
    await second.leave()
    await until_present(lead, {"Ada": 1})


async def test_who_comes_late_is_told_at_once(opens, ada, ben):
    """SPEC P1: presence comes with the snapshot, not only with the next change."""
    await until_present(await opens(ada), {"Ada": 1})
    page = await opens(ben)
    assert names(await page.hear(type="presence"))["Ada"] == 1


async def test_at_most_twice_a_second(opens, ada, ben):
    """SPEC P1: many comings and goings wait for each other."""
    lead, began = await opens(ada), time.monotonic()
    for _time in range(4):
        await (await opens(ben, seated=False)).leave()
    await lead.listens(0.7)
    told = [frame for frame in lead.heard if frame.get("type") == "presence"]
    assert len(told) <= 2 * (time.monotonic() - began) + 1


async def test_a_lease_of_a_killed_server_ends(table, ada, ben):
    """SPEC P2: renewed every 8 s, gone 30 s after nobody renews it; who else is there stays."""
    assert presence.RENEW == 8
    assert presence.LEASE + timedelta(seconds=presence.RENEW) <= timedelta(seconds=30)
    renew = sync_to_async(presence.renew)
    room = str(table.room.pk)
    await Presence.objects.acreate(
        room=table.room, user=ben, process="killed", expires_at=timezone.now() + timedelta(seconds=5)
    )
    assert {one["name"] for one in (await renew(room, {str(ada.pk): 1})).present} == {"Ada", "Ben"}
    await Presence.objects.filter(process="killed").aupdate(expires_at=timezone.now() - timedelta(seconds=1))
    assert {one["name"] for one in (await renew(room, {str(ada.pk): 1})).present} == {"Ada"}
    assert not await Presence.objects.filter(process="killed").aexists()


async def until_idle(page, wanted):
    while True:
        heard = await page.hear(type="presence")
        if {one["name"] for one in heard["data"]["present"] if one["idle"]} == wanted:
            return heard


async def test_a_person_is_idle_when_all_their_devices_are(opens, ada, ben):
    """SPEC P4: one device in use is enough to be there; nobody hears of the devices."""
    lead, first, second = await opens(ada), await opens(ben), await opens(ben)
    await until_present(lead, {"Ada": 1, "Ben": 2})
    await first.up({"id": "1", "type": "presence.idle", "data": {"idle": True}})
    await lead.listens(0.7)
    assert not any(one["idle"] for one in lead.heard[-1].get("data", {}).get("present", []))
    await second.up({"id": "1", "type": "presence.idle", "data": {"idle": True}})
    await until_idle(lead, {"Ben"})
    await first.up({"id": "2", "type": "presence.idle", "data": {"idle": False}})
    await until_idle(lead, set())
    assert not any(frame.get("type") == "presence.idle" for frame in lead.heard)


async def test_idle_at_one_server_and_busy_at_another(table, ben):
    """SPEC P4"""
    await Presence.objects.acreate(
        room=table.room, user=ben, process="other", expires_at=timezone.now() + timedelta(seconds=20)
    )
    renew = sync_to_async(presence.renew)
    here = {str(ben.pk): 1}
    assert [one["idle"] for one in (await renew(str(table.room.pk), here, set(here))).present] == [False]
    await Presence.objects.filter(process="other").aupdate(idle=True)
    assert [one["idle"] for one in (await renew(str(table.room.pk), here, set(here))).present] == [True]


async def test_devices_of_two_servers_are_one_person(table, ben):
    """SPEC P1: each server keeps a lease for its own sockets, and they add up."""
    await Presence.objects.acreate(
        room=table.room, user=ben, process="other", devices=2, expires_at=timezone.now() + timedelta(seconds=20)
    )
    here = await sync_to_async(presence.renew)(str(table.room.pk), {str(ben.pk): 1})
    assert [(one["name"], one["devices"]) for one in here.present] == [("Ben", 3)]
