"""What a new server starts with. The first page is quick; the rest of the campaign is a job of the first server."""

from __future__ import annotations

import rooms.demo
import scenes.demo
import universes.demo

DEMO = (rooms.demo.build, universes.demo.build, scenes.demo.build)
"""Each is called once, with the owner of a new server, and builds something to look at; again it changes nothing."""
