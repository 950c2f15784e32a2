"""What the types of a score cannot say."""

from __future__ import annotations

from audio.synthesis.score import MAX_NOTES, MAX_SECONDS, Score
from audio.synthesis.timing import seconds_of


class BadScore(ValueError):
    """A score that its types allow and that cannot be played; `field` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


def check(score: Score) -> None:
    """Raises BadScore: tempo out of order, too many notes in all, longer than ten minutes, a loop without sound."""
    beats = [tempo.at for tempo in score.tempo]
    if beats[0] != 0.0 or any(later <= earlier for earlier, later in zip(beats, beats[1:], strict=False)):
        raise BadScore("tempo", "The tempo map begins at beat 0 and goes forward.")
    if sum(len(part.notes) for part in score.parts) > MAX_NOTES:
        raise BadScore("parts", f"A score has {MAX_NOTES} notes at most.")
    if not any(part.notes for part in score.parts):
        raise BadScore("parts", "There is no note in this score.")
    clock = seconds_of(score)
    end = max(float(clock(note.at + note.lasts)) for part in score.parts for note in part.notes)
    length = float(clock(score.length)) if score.length is not None else end
    if max(length, 0 if score.loop else end) > MAX_SECONDS:
        raise BadScore("length" if score.length else "parts", f"A score lasts {MAX_SECONDS:.0f} seconds at most.")
    if score.length is not None:
        for number, part in enumerate(score.parts):
            if any(note.at >= score.length for note in part.notes):
                raise BadScore(f"parts[{number}].notes", "A note begins after the end of the piece.")
