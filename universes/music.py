"""What is heard of a universe: its music parameters as its physics moves them, and the time of its bars."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from universes.composer.mapping import mapped
from universes.composer.metres import METRES
from universes.composer.parameters import PRESETS, MoodName, Music
from universes.models import Universe
from universes.parameters import changed, read, stored
from universes.physics.parameters import Physics

COMPOSER = 2
"""Part of every revision: raised when the composer writes other notes for the same parameters."""


def heard(universe: Universe) -> Music:
    """The parameters that the composer is given."""
    return mapped(universe.world.physics, read(Music, universe.music))


def heard_with(
    universe: Universe, preset: MoodName | None, physics: Mapping[str, Any], music: Mapping[str, Any]
) -> Music:
    """The same with another preset, and some parameters in place of the universe's. Raises Invalid."""
    base = read(Music, universe.music)
    wanted = with_preset(base, preset) if preset else base
    world = changed(Physics, universe.world.physics, dict(physics))
    return mapped(stored(world), changed(Music, stored(wanted), dict(music)))


def with_preset(music: Music, name: MoodName) -> Music:
    """The preset, at the volume and in the tuning of `music`."""
    return msgspec.structs.replace(PRESETS[name], volume=music.volume, base_frequency=music.base_frequency)


def revision(universe: Universe) -> str:
    return revision_of(universe.seed, heard(universe))


def revision_of(seed: int, music: Music) -> str:
    """Names what is heard: the same name is the same notes, at any time and in any copy."""
    whole = [COMPOSER, seed, music]
    return hashlib.blake2b(msgspec.json.encode(whole, order="deterministic"), digest_size=12).hexdigest()


def bar_seconds(music: Music) -> float:
    """How long a bar lasts: the tempo counts quarter notes in every metre."""
    return METRES[music.metre].beats * 60 / music.tempo
