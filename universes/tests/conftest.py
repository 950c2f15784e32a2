from __future__ import annotations

from typing import Any

import pytest

from config.testing import laid
from rooms.live.testing import Table
from universes.testing import universe_table


def lay(ada: Any, ben: Any) -> Table:
    universe = universe_table(ada)
    universe.seat(ben)
    return universe


@pytest.fixture
def moon(ada: Any, ben: Any) -> Table:
    """Ada's universe, in which Ben looks on."""
    return laid.again("the drowned moon", lambda: lay(ada, ben))
