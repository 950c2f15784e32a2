"""The instruments by name, and how loud each is beside the others."""

from __future__ import annotations

from typing import Literal

from audio.synthesis.instruments import bowed, drums, plucked, sustained
from audio.synthesis.instruments.base import Instrument

InstrumentName = Literal[
    "warm_pad", "harp", "soft_keys", "lute", "strings", "celesta", "bell", "drone", "sub_bass", "brass", "cello",
    "fiddle", "bowed_metal", "breath", "frame_drum", "toms", "snare", "drum_kit", "trumpet", "cymbals",
]  # fmt: skip

INSTRUMENTS: dict[InstrumentName, Instrument] = {
    "warm_pad": Instrument(sustained.warm_pad, -9.0, 89),
    "harp": Instrument(plucked.harp, 0.0, 46, ring=plucked.HARP_SECONDS, release=0.9, spread=0.5),
    "soft_keys": Instrument(plucked.soft_keys, -1.0, 0, ring=plucked.KEYS_SECONDS, release=0.3, spread=0.35),
    "lute": Instrument(plucked.lute, 0.0, 24, ring=plucked.LUTE_SECONDS, release=0.12, spread=0.1),
    "strings": Instrument(bowed.strings, -6.0, 48, spread=0.4),
    "celesta": Instrument(plucked.celesta, -2.0, 8, ring=plucked.CELESTA_SECONDS, release=0.6, spread=0.4),
    "bell": Instrument(plucked.bell, -3.0, 14, ring=6.0, release=1.5),
    "drone": Instrument(sustained.drone, -6.0, 95),
    "sub_bass": Instrument(sustained.sub_bass, -5.0, 38),
    "brass": Instrument(bowed.brass, -7.0, 60, spread=0.2),
    "trumpet": Instrument(bowed.trumpet, -9.0, 56, spread=0.2),
    "cello": Instrument(bowed.CELLO.play, -6.0, 42),
    "fiddle": Instrument(bowed.FIDDLE.play, -8.0, 110),
    "bowed_metal": Instrument(sustained.bowed_metal, -11.0, 92),
    "breath": Instrument(sustained.breath, -10.0, 121),
    "frame_drum": Instrument(drums.frame_drum, 1.0, 116, ring=1.1, drums=True),
    "toms": Instrument(drums.toms, 2.0, 117, ring=1.6, spread=0.5, drums=True),
    "snare": Instrument(drums.snare, 0.0, 118, ring=0.5, drums=True),
    "drum_kit": Instrument(drums.kit, 1.0, 0, ring=2.6, drums=True),
    "cymbals": Instrument(drums.cymbals, -3.0, 48, drums=True),
}

__all__ = ["INSTRUMENTS", "Instrument", "InstrumentName"]
