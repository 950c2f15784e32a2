"""What a fresh install sounds like, short: loops turn without a seam, nothing is silent, harsh, or lost in mono."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache

import numpy as np
import pytest

from audio import presets
from audio.presets import PRESETS
from audio.synthesis import loudness
from audio.synthesis.signals import RATE, Samples

LOOPS = [preset for preset in PRESETS.values() if preset.kind == "loop"]
ONCE = [preset for preset in PRESETS.values() if preset.kind == "one_shot"]
SHORT = 6.0


@lru_cache(maxsize=8)
def short(id: str) -> Samples:
    """Six seconds of a loop, rendered once for all tests here."""
    return presets.render(PRESETS[id], SHORT)


def part_between(sound: Samples, low: float, high: float) -> float:
    """How much of the power lies between two frequencies, 0 to 1."""
    power = (np.abs(np.fft.rfft(sound)) ** 2).sum(axis=0)
    hertz = np.fft.rfftfreq(sound.shape[-1], 1 / RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


@pytest.mark.parametrize("preset", LOOPS, ids=lambda preset: preset.id)
def test_a_loop_turns_without_a_click(preset: presets.Preset) -> None:
    sound = short(preset.id)
    twice = np.concatenate([sound, sound], axis=1)
    turn = sound.shape[-1]
    for order in (1, 2):
        # Where it turns, the sample and the slope jump no more than they often do elsewhere.
        jumps = np.abs(np.diff(twice, n=order))
        assert jumps[:, turn - 3 : turn + 2].max() <= np.quantile(jumps, 0.9995), order
    around = twice[:, turn - RATE // 20 : turn + RATE // 20]
    assert np.sqrt(np.mean(around**2)) < 2.5 * np.sqrt(np.mean(sound**2)) + 1e-3
    assert loudness.integrated(sound) == pytest.approx(presets.AMBIENCE, abs=1.0)
    assert loudness.true_peak(sound) < -1.0
    assert part_between(sound, 2000, 5000) < 0.5
    mono = (sound[0] + sound[1]) / 2
    assert np.mean(mono**2) > 0.4 * np.mean(sound**2)


@pytest.mark.parametrize("preset", ONCE, ids=lambda preset: preset.id)
def test_a_one_shot_begins_at_once_and_ends_in_silence(preset: presets.Preset) -> None:
    sound = presets.render(preset)
    loud = np.abs(sound).max(axis=0)
    first = np.flatnonzero(loud > 0.05 * loud.max())[0]
    assert first < 0.4 * RATE
    assert loud[-20:].max() < 0.01 * loud.max()
    assert loudness.true_peak(sound) < -1.0 and -22.0 < loudness.momentary(sound) < -13.0
    assert np.mean(((sound[0] + sound[1]) / 2) ** 2) > 0.4 * np.mean(sound**2)


def test_ambiences_have_what_such_a_sound_has() -> None:
    made = {id: short(id) for id in ("rain", "wind", "cave", "forest_night", "fire")}
    # Rain is bright and even, wind dark and gusty, a cave darker still with drops; crickets sing about 4 kHz.
    assert part_between(made["rain"], 1000, 8000) > 0.4 > part_between(made["wind"], 1000, 8000)
    assert part_between(made["cave"], 20, 250) > 0.5
    assert part_between(made["forest_night"], 3500, 5200) > 2 * part_between(made["forest_night"], 5500, 7200)

    def swing(sound: Samples) -> float:
        """How much the loudness of half seconds varies, in dB."""
        count = sound.shape[-1] // (RATE // 2)
        pieces = sound[:, : count * (RATE // 2)].reshape(2, count, -1)
        return float(np.ptp(10 * np.log10(np.mean(pieces**2, axis=(0, 2)))))

    assert swing(made["wind"]) > 7.0 > swing(made["rain"]) > 0.5
    # A fire crackles: its peaks stand far above what is between them.
    fast = np.abs(np.diff(made["fire"][0]))
    assert np.quantile(fast, 0.9999) > 8 * np.quantile(fast, 0.5)


def test_the_same_preset_is_the_same_everywhere() -> None:
    assert presets.render(PRESETS["dice"]).tobytes() == presets.render(PRESETS["dice"]).tobytes()


PURE = """
import sys
from audio import presets
from audio.rendering import child, files, midi
from audio.synthesis import mixer, score
allowed = ("audio.synthesis", "audio.presets", "audio.rendering")
bad = [n for n in sys.modules if n.partition(".")[0] in ("django", "rest_framework", "scipy", "accounts", "rooms")]
assert not bad, bad
assert not [n for n in sys.modules if n.startswith("audio.") and not n.startswith(allowed)]
"""


def test_what_makes_sound_knows_no_django() -> None:
    subprocess.run([sys.executable, "-c", PURE], check=True)
