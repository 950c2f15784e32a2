"""A person has at most eight sockets in a room (SPEC C6)."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async

from config.testing.lines import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


async def test_the_ninth_closes_the_oldest(opens, ben, ada):
    """SPEC C6: the oldest is closed with 4009, the tenth closes the second; others are not concerned."""
    lead = await opens(ada)
    session = await sync_to_async(signed_in)(ben)
    pages = [await opens(ben, session=session, seated=False) for _page in range(10)]
    assert [await page.closes() for page in pages[:2]] == [4009, 4009]
    for page in (*pages[2:], lead):
        assert await page.is_open()
