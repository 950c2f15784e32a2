"""Each instrument plays the note that is asked of it."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from audio.synthesis import mixer
from audio.synthesis.instruments import INSTRUMENTS, InstrumentName
from audio.synthesis.signals import RATE, Samples, frequency_of
from audio.synthesis.tests.scores import held

PITCHED = sorted(
    name for name, instrument in INSTRUMENTS.items() if not instrument.drums and name not in ("bowed_metal", "bell")
)


def strength_near(sound: Samples, frequency: float, cents: float) -> tuple[float, float]:
    """The strongest frequency within `cents` of one asked for, and its level."""
    mono = sound.sum(axis=0) * np.hanning(sound.shape[-1])
    spectrum = np.abs(np.fft.rfft(mono, 1 << 18))
    hertz = np.fft.rfftfreq(1 << 18, 1 / RATE)
    near = np.flatnonzero(np.abs(np.log2(np.maximum(hertz, 1.0) / frequency)) < cents / 1200)
    best = near[np.argmax(spectrum[near])]
    return float(hertz[best]), float(spectrum[best])


@pytest.mark.parametrize("name", PITCHED)
def test_the_fundamental_is_within_one_per_cent(name: str) -> None:
    pitch = 45.0 if name in ("sub_bass", "drone", "cello") else 69.0
    sound = mixer.render(held(name, pitch))
    frequency, level = strength_near(sound, frequency_of(pitch), 300)
    assert frequency == pytest.approx(frequency_of(pitch), rel=0.01)
    # It is the tone, not the flank of another: half an octave beside it there is far less.
    assert level > 3 * strength_near(sound, frequency_of(pitch) * 2**0.4, 60)[1]


def test_pitches_between_the_keys_are_played_as_such() -> None:
    frequency, _level = strength_near(mixer.render(held("harp", 60.5)), frequency_of(60.5), 100)
    assert frequency == pytest.approx(frequency_of(60.5), rel=0.002)


def test_what_is_plucked_dies_away_and_nothing_comes_after() -> None:
    """Computed in the spectrum, what answers too early would come round to the end of the note."""
    for name in ("harp", "lute", "soft_keys", "celesta"):
        sound = INSTRUMENTS[name].play(60.0, 2.0, 0.6, np.random.default_rng(1))  # type: ignore[index]
        pieces = np.atleast_2d(sound)[:, : RATE * 2 // 12 * 12].reshape(-1, 12, RATE // 6)
        levels = 10 * np.log10(np.mean(pieces**2, axis=(0, 2)))
        assert (np.diff(levels) < -0.5).all(), (name, levels)


def test_every_name_has_its_instrument_and_each_sounds_like_no_other() -> None:
    assert set(get_args(InstrumentName)) == set(INSTRUMENTS)
    centres = {}
    for name in INSTRUMENTS:
        sound = mixer.render(held(name, 57.0, 0.8))
        assert 0.01 < float(np.abs(sound).max()) <= 1.0, name
        spectrum = np.abs(np.fft.rfft(sound[0])) ** 2
        hertz = np.fft.rfftfreq(sound.shape[-1], 1 / RATE)
        centres[name] = round(float((spectrum * hertz).sum() / spectrum.sum()), 2)
    assert len(set(centres.values())) == len(INSTRUMENTS)
