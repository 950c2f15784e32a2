"""Bars made into a score that `audio.synthesis` renders and `audio.rendering` writes as sound or MIDI."""

from __future__ import annotations

import math

from audio.synthesis import score as sheet
from audio.synthesis.instruments import INSTRUMENTS
from universes.composer.form import MOVEMENT
from universes.composer.metres import METRES
from universes.composer.parameters import Music
from universes.composer.scales import key_signature
from universes.composer.score import Voice, score

# What lies under speech, at the volume that is the default.
LOUDNESS, USUAL_VOLUME = -19.0, 0.7
# How many seconds the last chord has at least to ring in a piece whose length was said.
RINGS = 1.5


def bars_in(music: Music, seconds: float) -> int:
    """How many bars it takes to fill `seconds`, one at least."""
    return max(1, math.ceil(round(seconds / _lasts(music), 6)))


def _lasts(music: Music) -> float:
    """Seconds of a bar."""
    return METRES[music.metre].beats * 60.0 / music.tempo


def _closed(first: int, count: int) -> list[int]:
    """The numbers of `count` bars from `first` on, one at least, of which the last two are those that close a movement: what
    is only so many seconds long comes to an end and does not break off.
    """
    numbers = list(range(first, first + max(count, 1)))
    if count > 2:
        end = numbers[-1] // MOVEMENT * MOVEMENT + MOVEMENT
        numbers[-2:] = [end - 2, end - 1]
    return numbers


def piece(
    seed: int,
    music: Music,
    first: int = 0,
    count: int | None = None,
    *,
    seconds: float | None = None,
    loop: bool = False,
    exact: bool = False,
    name: str = "",
) -> sheet.Score:
    """`count` bars from `first` on, which end when their last notes have rung; or a piece of exactly `seconds` with an
    ending; a section of eight bars where neither is said. A `loop` turns at its last bar line, the one nearest to `seconds`.

    `exact` leaves out what only ears want, the uneven hands and the tuning: for MIDI, whose readers count. Swing and
    rubato are written out, for a player that knows of neither; bar lines stand where they stood.
    Bounds are those of `audio.synthesis.checking.check`, which its renderers ask.
    """
    beats = METRES[music.metre].beats
    if count is not None or seconds is None:
        numbers = list(range(first, first + (8 if count is None else count)))
    elif loop:
        numbers = list(range(first, first + max(1, round(seconds / _lasts(music)))))
    else:
        numbers = _closed(first, int((seconds - RINGS) / _lasts(music)))
    bars = [score(seed, music, number) for number in numbers]
    length = None
    if loop:
        length = len(bars) * beats
    elif count is None and seconds is not None:
        length = seconds * music.tempo / 60.0
    parts: dict[tuple[str, str], list[sheet.Note]] = {}
    seats: dict[tuple[str, str], Voice] = {}
    for number, bar in enumerate(bars):
        for voice in bar.voices:
            seat = (voice.role, voice.instrument)
            seats.setdefault(seat, voice)
            notes = parts.setdefault(seat, [])
            for note in voice.notes:
                late = 0.0 if exact else note.late / 1000.0 * music.tempo / 60.0
                at = max(0.0, number * beats + note.at + late)
                if length is None or at < length:
                    tuned = 0.0 if exact or INSTRUMENTS[voice.instrument].drums else bar.tuning
                    pitch = min(max(note.pitch + tuned, 0.0), 127.0)
                    notes.append(
                        sheet.Note(at=at, lasts=note.lasts, pitch=pitch, velocity=note.velocity, swell=note.swell)
                    )
    return sheet.Score(
        parts=[
            sheet.Part(
                instrument=voice.instrument, notes=parts[seat], name=voice.role, volume=voice.volume, pan=voice.pan,
                send=voice.send,
            )
            for seat, voice in seats.items()
            if parts[seat]
        ],
        tempo=[sheet.Tempo(0.0, music.tempo)],
        metre=(METRES[music.metre].numerator, METRES[music.metre].denominator),  # type: ignore[arg-type]
        key=key_signature(music.key, music.scale),  # type: ignore[arg-type]
        cutoff=bars[0].cutoff,
        length=length,
        loop=loop,
        room=bars[0].room,
        wet=bars[0].wet,
        loudness=loudness(music),
        human=0.0,
        seed=seed % 2**53,
        name=name,
    )  # fmt: skip


def loudness(music: Music) -> float:
    """LUFS for a volume: -19 at the usual one, 6 dB less at half of it, never under what a score may ask for."""
    return max(-40.0, LOUDNESS + 20.0 * math.log10(max(music.volume, 1e-3) / USUAL_VOLUME))
