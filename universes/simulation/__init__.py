"""A world's simulation that runs by itself: a child process of the server, and the server's half of it."""

from __future__ import annotations
