"""The parameters of a universe's music."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from rooms.live import Input
from universes.composer.parameters import Music
from universes.events.changing import Changing
from universes.events.physics import Names
from universes.fields import MusicPresetName, Seed
from universes.models import Universe
from universes.music import with_preset
from universes.parameters import changed, defaults, read, some_of, stored


class OfMusic(Changing):
    def touched(self, universe: Universe) -> list[Any]:
        return [universe]

    def put(self, universe: Universe, music: Music, **fields: Any) -> None:
        self.from_next_bar(universe)
        universe.change(music=stored(music), **fields)


class MusicSet(OfMusic):
    """Change parameters of the music, or the seed that decides what they leave to chance; only what is named changes.
    Everybody hears it from the next bar on.
    """

    type = "music.set"
    example = {"tempo": 96.0, "scale": "dorian", "instruments": {"melody": "harp"}}
    Input = some_of(Music, "MusicInput", also={"seed": Seed})

    def apply(self, universe: Universe) -> None:
        given = self.data.given()
        seed = {"seed": given.pop("seed")} if self.data.seed is not UNSET else {}
        self.put(universe, changed(Music, universe.music, given), **seed)


class MusicReset(OfMusic):
    """Set the parameters of these names to their defaults, or all of them; the seed stays."""

    type = "music.reset"
    example = {"names": ["tempo"]}

    class Input(Input):
        names: Names | None = None

    def apply(self, universe: Universe) -> None:
        self.put(universe, defaults(Music, universe.music, self.data.names))


class MusicPreset(OfMusic):
    """Take over a preset. Volume and tuning stay as they are."""

    type = "music.preset"
    example = {"preset": "mystery"}

    class Input(Input):
        preset: MusicPresetName

    def apply(self, universe: Universe) -> None:
        self.put(universe, with_preset(read(Music, universe.music), self.data.preset))
