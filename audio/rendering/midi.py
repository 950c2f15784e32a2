"""A score as a Standard MIDI File (type 1): the tempo map and metre in the first track, then a track for each part."""

from __future__ import annotations

from pathlib import Path

import mido
import numpy as np

from audio.synthesis.checking import check
from audio.synthesis.instruments import INSTRUMENTS
from audio.synthesis.score import Part, Score
from audio.synthesis.timing import beats_of

TICKS = 960
DRUMS = 9
CHANNELS = [channel for channel in range(16) if channel != DRUMS]
BEND_SEMITONES, BEND_STEPS = 2.0, 8192


def write(path: Path, score: Score) -> None:
    """Raises BadScore. The notes are those written, without human unevenness. Beyond fifteen parts, channels are shared by
    turns; a part with pitches between the keys bends its channel.
    """
    check(score)
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS, charset="utf-8")
    file.tracks.append(_conductor(score))
    melodic = 0
    for part in score.parts:
        drums = INSTRUMENTS[part.instrument].drums
        channel = DRUMS if drums else CHANNELS[melodic % len(CHANNELS)]
        melodic += not drums
        file.tracks.append(_track(score, part, channel))
    file.save(path)


def _conductor(score: Score) -> mido.MidiTrack:
    track = mido.MidiTrack()
    if score.name:
        track.append(mido.MetaMessage("track_name", name=score.name))
    track.append(mido.MetaMessage("time_signature", numerator=score.metre[0], denominator=score.metre[1]))
    if score.key is not None:
        track.append(mido.MetaMessage("key_signature", key=score.key))
    before = 0
    for tempo in score.tempo:
        at = round(tempo.at * TICKS)
        track.append(mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(tempo.bpm), time=at - before))
        before = at
    return track


def _track(score: Score, part: Part, channel: int) -> mido.MidiTrack:
    count = beats_of(score)
    instrument = INSTRUMENTS[part.instrument]
    # (tick, order at the same tick, message): a note ends before the next one begins on the same key.
    events: list[tuple[int, int, mido.Message]] = []
    bent = any(note.pitch != round(note.pitch) for note in part.notes)
    for note in part.notes:
        start = round(float(count(note.at)) * TICKS)
        end = max(round(float(count(note.at + note.lasts)) * TICKS), start + 1)
        key = int(np.clip(round(note.pitch), 0, 127))
        if bent:
            bend = int(np.clip(round((note.pitch - key) / BEND_SEMITONES * BEND_STEPS), -BEND_STEPS, BEND_STEPS - 1))
            events.append((start, 1, mido.Message("pitchwheel", channel=channel, pitch=bend)))
        events.append((start, 2, mido.Message("note_on", channel=channel, note=key, velocity=note.velocity)))
        events.append((end, 0, mido.Message("note_off", channel=channel, note=key, velocity=0)))
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=part.name or part.instrument.replace("_", " ")))
    track.append(mido.Message("program_change", channel=channel, program=instrument.program))
    pan = int(np.clip(round(64 + 63 * part.pan), 0, 127))
    track.append(mido.Message("control_change", channel=channel, control=10, value=pan))
    before = 0
    for tick, _order, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=tick - before))
        before = tick
    return track
