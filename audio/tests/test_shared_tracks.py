"""A track that is shared with the room is anybody's there to listen to, alone and whenever they like, until it is taken
back; to nobody else.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from audio.library import change
from audio.models import SharedTrack, Track
from audio.models.shared import MOST_SHARED
from audio.testing import a_track
from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from rooms.viewer import Viewer


def shared(seat: Any) -> list[str]:
    return [one["track"]["name"] for one in seat.things("shared_track")]


@pytest.fixture
def song(ada: Any) -> Any:
    """One with a sound that can be fetched."""
    track = a_track(ada, "The bard's song")
    default_storage.save(track.file.key, ContentFile(b"a song"))
    return track


def test_everybody_at_the_table_may_fetch_it_as_long_as_it_is_shared(
    table: Any, as_: Any, ada: Any, ben: Any, cleo: Any, song: Any
) -> None:
    """A saved address is worth nothing from the next request on: well within the second that is promised."""
    plays, other, watches = table.seat(ben), a_track(ada, "Not shared"), table.display()
    speaker = Viewer.display(table.room)
    address = f"/api/v1/tracks/{song.pk}/stream"
    assert as_(ben).get(address).status_code == 404
    row = table.lead.does("track.share", track=str(song.pk)).made[0]
    assert shared(plays) == shared(watches) == ["The bard's song"]
    assert as_(ben).get(address).status_code == 200
    assert Track.objects.hearable_by(speaker).filter(pk=song.pk).exists()
    assert {as_(who).get(address).status_code for who in (cleo, None)} == {404}
    assert as_(ben).get(f"/api/v1/tracks/{other.pk}/stream").status_code == 404
    assert as_(ben).get(f"/api/v1/tracks/{song.pk}").status_code == 404, "what is written about it stays its owner's"
    table.lead.does("track.unshare", shared=str(row.pk))
    assert as_(ben).get(address).status_code == 404
    assert shared(plays) == []
    table.lead.does("history.undo")
    assert as_(ben).get(address).status_code == 200
    table.is_level()
    plays.does("member.leave")
    assert as_(ben).get(address).status_code == 404


def test_who_leads_shares_and_what_is_renamed_or_deleted_follows(
    table: Any, ada: Any, ben: Any, cleo: Any, song: Any
) -> None:
    lead, plays, id = table.lead, table.seat(ben), str(song.pk)
    with pytest.raises(Forbidden):
        plays.does("track.share", track=id)
    with pytest.raises(NotFound):
        lead.does("track.share", track=str(a_track(cleo).pk))
    row = lead.does("track.share", track=id).made[0]
    with pytest.raises(Conflict):
        lead.does("track.share", track=id)
    with pytest.raises(Forbidden):
        plays.does("track.unshare", shared=str(row.pk))
    lead.does("track.unshare", shared=str(row.pk))
    lead.does("track.share", track=id)
    with pytest.raises(Conflict):
        lead.does("history.undo", seq=table.delivered - 1)
    change(song, name="The ballad")
    table.deliver()
    assert shared(plays) == ["The ballad"]
    song.remove()
    table.deliver()
    assert shared(plays) == []
    table.is_level()


def test_so_many(table: Any, ada: Any) -> None:
    tracks = [a_track(ada, str(n)) for n in range(MOST_SHARED + 1)]
    SharedTrack.objects.bulk_create([SharedTrack(room=table.room, track=one) for one in tracks[1:]])
    with pytest.raises(Invalid):
        table.lead.does("track.share", track=str(tracks[0].pk))
