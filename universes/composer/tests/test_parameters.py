"""The table of parameters, and that each preset is what the design says of it."""

from __future__ import annotations

import msgspec
import pytest

from universes.composer.metres import METRES
from universes.composer.moods import MOODS
from universes.composer.parameters import OLDER_NAMES, PRESETS, ROWS, Music
from universes.composer.scales import KEYS, SCALES

# LOOK_AND_SOUND.md: modes, tempo, metres, who must be in the band, drums or none, room.
SHEET = {
    "calm": ({"ionian", "major", "lydian"}, (64, 72), {"4/4"}, {"warm_pad", "harp", "soft_keys"}, False, "wide_hall"),
    "travel": ({"dorian", "mixolydian"}, (92, 104), {"6/8"}, {"lute", "strings", "frame_drum"}, True, "outdoors"),
    "mystery": ({"phrygian", "whole_tone"}, (60, 76), {"4/4"}, {"celesta", "strings", "breath"}, False, "wide_hall"),
    "dread": ({"octatonic", "locrian"}, (44, 56), set(METRES), {"drone", "sub_bass", "bowed_metal"}, False, "cavern"),
    "combat": ({"harmonic_minor"}, (132, 150), {"4/4", "7/8"}, {"strings", "toms", "brass"}, True, "close_room"),
    "triumph": ({"mixolydian", "ionian"}, (108, 120), {"4/4"}, {"brass", "strings", "snare"}, True, "hall"),
    "grief": ({"aeolian", "minor"}, (54, 62), {"3/4"}, {"cello", "warm_pad"}, False, "hall"),
    "tavern": ({"mixolydian", "dorian"}, (112, 126), {"6/8"}, {"lute", "fiddle", "frame_drum"}, True, "small_room"),
}  # fmt: skip


def test_each_field_has_a_row_with_words_bounds_and_a_default_within_them() -> None:
    assert list(ROWS) == list(Music.__struct_fields__)
    for row in ROWS.values():
        assert row.words and row.help
        assert row.choices or row.name == "instruments" or row.least <= row.default <= row.most
    assert (ROWS["tempo"].least, ROWS["tempo"].most, ROWS["tempo"].unit) == (40, 240, "bpm")
    assert set(ROWS["scale"].choices) == set(SCALES)
    assert set(ROWS["key"].choices) == set(KEYS)
    assert set(ROWS["metre"].choices) == set(METRES)
    assert set(ROWS["mood"].choices) == set(MOODS) == set(PRESETS)


@pytest.mark.parametrize(
    "wrong",
    [{"tempo": 39}, {"tempo": float("inf")}, {"key": "H"}, {"scale": "loud"}, {"colour": 1},
     {"instruments": {"melody": "kazoo"}}, {"complexity": 11}],
)  # fmt: skip
def test_what_the_table_does_not_allow_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, Music)


def test_parameters_survive_the_way_through_json() -> None:
    for music in PRESETS.values():
        assert msgspec.json.decode(msgspec.json.encode(music), type=Music) == music
    assert {"piano", "pad", "bass", "drums", "synth"} <= set(OLDER_NAMES)


@pytest.mark.parametrize("name", SHEET)
def test_a_preset_is_what_the_sheet_says(name: str) -> None:
    modes, (slowest, fastest), metres, band, drums, room = SHEET[name]
    music, mood = PRESETS[name], MOODS[name]
    assert music.scale in modes
    assert slowest <= music.tempo <= fastest
    assert music.metre in metres
    assert band <= {player.instrument for player in mood.players.values()}
    assert ("drums" in mood.players) is drums
    assert mood.room == room
