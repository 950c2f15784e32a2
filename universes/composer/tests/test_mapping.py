"""Each row of the mapping moves its own quantity, the way it says, and no other; and so do the two dials of a table."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from universes.composer.mapping import LINKS, mapped
from universes.composer.measurements import Measures, measured
from universes.composer.parameters import PRESETS, Music
from universes.composer.score import score

SEEDS = 200
NAMED = [link.quantity for link in LINKS.values()]


@cache
def measures(music: Music) -> Measures:
    """Of one bar of each of SEEDS pieces, bars from everywhere in the form."""
    return measured(score(seed, music, seed * 7 % 32) for seed in range(SEEDS))


@pytest.mark.parametrize("parameter", LINKS)
def test_one_parameter_moves_one_quantity(parameter: str) -> None:
    link, neutral = LINKS[parameter], measures(Music())
    ends = [value for value in (link.least, link.most) if value != link.neutral]
    for value in ends:
        moved = mapped({parameter: value}, Music())
        if moved == Music():
            # What is at its bound already has nowhere to go: friction of nothing adds no consonance to none taken away.
            assert link.field == "dissonance" and value == link.least
            continue
        found = measures(moved)
        for quantity in NAMED:
            ratio = getattr(found, quantity) / getattr(neutral, quantity)
            if quantity != link.quantity:
                assert abs(ratio - 1.0) < 0.02, (parameter, value, quantity)
        more = getattr(found, link.quantity) - getattr(neutral, link.quantity)
        up = link.field == link.quantity or link.field not in ("leaps", "dissonance")
        expected = (1 if value > link.neutral else -1) * link.sign * (1 if up else -1)
        assert more * expected > 0 and abs(more) > 0.03 * abs(getattr(neutral, link.quantity))


@pytest.mark.parametrize("parameter", LINKS)
def test_the_way_is_monotone_all_along_and_neutral_where_the_world_is(parameter: str) -> None:
    link = LINKS[parameter]
    music = Music(dissonance=0.5, leaps=0.5)
    values = [link.least + (link.most - link.least) * part / 40 for part in range(41)]
    fields = [link.sign * getattr(mapped({parameter: value}, music), link.field) for value in values]
    assert all(later >= earlier for earlier, later in pairwise(fields))
    assert all(later > earlier for earlier, later in pairwise(fields[2:]))
    for nothing in ({}, {parameter: link.neutral}, {parameter: None}, {"time_step": 0.1}):
        assert mapped(nothing, music) == music


def test_the_table_is_documented_row_by_row() -> None:
    documented = (Path(__file__).parents[1] / "README.md").read_text()
    for link in LINKS.values():
        way = "more" if link.sign > 0 else "less"
        assert f"| {link.parameter} | {link.field} | {way} | {link.quantity} |" in documented


def test_the_neutral_values_are_those_of_the_world() -> None:
    parameters = pytest.importorskip("universes.physics.parameters")
    defaults = parameters.Physics()
    for link in LINKS.values():
        world = getattr(defaults, link.parameter)
        assert world is None or world == pytest.approx(link.neutral)


def test_all_rows_together_stay_within_the_table() -> None:
    for extreme in ("least", "most"):
        world = {link.parameter: getattr(link, extreme) for link in LINKS.values()}
        for preset in PRESETS.values():
            music = mapped(world, preset)
            assert msgspec.convert(msgspec.to_builtins(music), Music) == music
            score(1, music, 5)


@pytest.mark.parametrize("name", ["default", "calm", "combat", "mystery"])
def test_intensity_adds_voices_and_notes_and_tension_takes_rest_away(name: str) -> None:
    def at(**dials: float) -> Measures:
        music = msgspec.structs.replace(PRESETS[name], **dials)
        return measured(score(seed, music, seed * 5 % 32) for seed in range(24))

    quiet, usual, full = (at(intensity=value) for value in (0.1, 0.5, 0.95))
    assert quiet.voices < usual.voices < full.voices
    assert quiet.density < usual.density < full.density
    still, uneasy, harsh = (at(tension=value) for value in (0.0, 0.5, 1.0))
    assert still.consonance > uneasy.consonance > harsh.consonance
    assert still.spread < uneasy.spread < harsh.spread
