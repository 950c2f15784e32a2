"""From a score to a sound in somebody's library: checked at once, rendered by a job in the child process."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _

from accounts.models import User
from audio.intake import take_in
from audio.models import SoundFolder, Track
from audio.rendering.files import Format
from audio.synthesis.checking import BadScore, check
from audio.synthesis.score import Score
from config.api.errors import Invalid, NotFound, Problem, StorageFull, Unprocessable
from config.files import uploads
from config.files.pool import pool
from config.jobs import Progress, job
from config.jobs.models import JobRun


def checked(score: Score) -> Score:
    """Raises Invalid, naming the field, for a score that cannot be played."""
    try:
        check(score)
    except BadScore as bad:
        raise Invalid(_("Please check the score."), fields={f"score.{bad.field}": [str(bad)]}) from None
    return score


def render_soon(
    owner: User, score: Score, *, format: Format, name: str, kind: str, folder: SoundFolder | None,
    made_by: dict[str, Any] | None = None,
) -> JobRun:  # fmt: skip
    """Queues the rendering of `score` into the library of `owner`; the run's result is {track}. Raises Invalid.

    `made_by` says what it was composed from; without it the score's seed is noted.
    """
    run: JobRun = render_score.enqueue(
        owner=owner.pk,
        score=msgspec.to_builtins(checked(score)),
        format=format,
        name=name,
        kind=kind,
        folder=str(folder.pk) if folder else None,
        made_by=made_by or {"seed": score.seed},
    )
    return run


@job(priority=5)
def render_score(
    progress: Progress, *, score: dict[str, Any], format: Format, name: str, kind: str, folder: str | None,
    made_by: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """Renders a score and keeps it as a track with the run's id, so that a second attempt makes no second one."""
    owner = User.objects.filter(pk=progress.owner).first()
    if owner is None:
        raise NotFound()
    known = Track.objects.filter(pk=progress.run_id).first()
    if known is None:
        with uploads.workspace("render-") as directory:
            path = directory / "score.json"
            path.write_bytes(msgspec.json.encode(score))
            made = in_child(
                "render", progress, _("playing the notes"), score=str(path), directory=str(directory), format=format
            )
            place = SoundFolder.objects.filter(owner=owner, pk=UUID(folder)).first() if folder else None
            known = take_in(
                directory / f"sound.{format}", f"{name}.{format}", owner=owner, folder=place, sha256=made["sha256"],
                kind=kind, name=name, origin=Track.Origin.RENDERED, made_by=made_by, id=progress.run_id,
            )  # fmt: skip
    return {"track": str(known.pk)}


def in_child(
    do: str, progress: Progress, words: str, *, first: float = 0.0, last: float = 0.9, **arguments: Any
) -> dict[str, Any]:
    """The answer of `audio.rendering.child`'s function `do`; `progress` goes from `first` to `last` meanwhile.

    Raises Unprocessable, StorageFull.
    """
    try:
        answer = pool.run(
            f"audio.rendering.child:{do}",
            heavy=True,
            progress=lambda fraction: progress(first + (last - first) * fraction, words),
            **arguments,
        )
    except Unprocessable:
        raise Unprocessable(_("This could not be rendered. It may be too much for this server.")) from None
    if "refused" in answer:
        raise _problem(answer["refused"])
    made: dict[str, Any] = answer["ok"]
    return made


def _problem(reason: str) -> Problem:
    if reason == "disk_full":
        return StorageFull(_("The server's disk is full."))
    return Unprocessable(_("This could not be rendered. It may be too much for this server."))
