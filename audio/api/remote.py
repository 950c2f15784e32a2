"""What a remote control can do, by its code alone: made for the keys of a stream deck, which send a request and no more.

The code in the address is the whole proof of who asks. No cookie is read, so no page of another origin can lend one, and
there is nothing for a CSRF token to protect.
"""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from audio.models import Pad, Playlist, Remote, Sound
from config.api.errors import Conflict, NotFound
from config.api.views import ApiView
from rooms.live import perform
from rooms.viewer import Viewer

FADE = 0.5
MOST = 100
"""A room has no more pads or playlists than that."""


class RemoteView(ApiView):
    """Base: who acts by the code. Whoever set it up must still lead the room."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def viewer(self, code: str) -> Viewer:
        """Raises NotFound for a code that is none, and for one whose person left the room; SlowDown."""
        pay(self.request, "remote")
        remote = Remote.objects.by_code(code)
        viewer = Viewer.entering(remote.room, remote.user) if remote is not None else None
        if viewer is None:
            raise NotFound()
        return viewer


class RemoteState(RemoteView):
    outputs = {"get": "{sounds: [{name, group, state, volume}], playlists and pads: [{number, name, playing}]}"}

    def get(self, request: Request, code: str) -> Response:
        """What sounds, and what its keys could be labelled with."""
        viewer = self.viewer(code)
        require(viewer, "audio.conduct", viewer.room)
        sounds = list(Sound.objects.visible_to(viewer).select_related("track"))
        on = {id for one in sounds for id in (one.playlist, one.pad)}
        state = {
            "sounds": [
                {"name": one.track.name, "group": one.group, "state": one.state, "volume": one.volume} for one in sounds
            ],
            **{
                field: [
                    {"number": number, "name": row.name, "playing": row.pk in on}
                    for number, row in enumerate(model.objects.visible_to(viewer), start=1)
                ]
                for field, model in (("playlists", Playlist), ("pads", Pad))
            },
        }
        return Response(state)


class RemoteKey(RemoteView):
    """Base of one key. It answers {done}: how many commands it gave."""

    def post(self, request: Request, code: str, **which: int) -> Response:
        viewer = self.viewer(code)
        require(viewer, "audio.conduct", viewer.room)
        done = 0
        for type, data in self.commands(viewer, **which):
            perform(viewer, type, data)
            done += 1
        return Response({"done": done})

    def commands(self, viewer: Viewer, **which: int) -> list[tuple[str, dict[str, Any]]]:
        raise NotImplementedError


class Play(RemoteKey):
    """Plays on what is paused; where nothing is, and no playlist plays, the room's first playlist."""

    def commands(self, viewer: Viewer, **which: int) -> list[tuple[str, dict[str, Any]]]:
        sounds = Sound.objects.visible_to(viewer)
        paused = sounds.filter(state=Sound.State.PAUSED)
        if paused:
            return [("sound.resume", {"sound": str(one.pk), "fade": FADE}) for one in paused]
        first = None if sounds.exclude(playlist=None).exists() else Playlist.objects.visible_to(viewer).first()
        return [("playlist.play", {"playlist": str(first.pk)})] if first else []


class Pause(RemoteKey):
    """Pauses all that sounds."""

    def commands(self, viewer: Viewer, **which: int) -> list[tuple[str, dict[str, Any]]]:
        playing = Sound.objects.visible_to(viewer).filter(state=Sound.State.PLAYING, leaving=False)
        return [("sound.pause", {"sound": str(one.pk), "fade": FADE}) for one in playing]


class Step(RemoteKey):
    """The next track of the playlist that plays, or the one before."""

    type = "playlist.next"

    def commands(self, viewer: Viewer, **which: int) -> list[tuple[str, dict[str, Any]]]:
        playing = Sound.objects.visible_to(viewer).exclude(playlist=None).order_by().values_list("playlist", flat=True)
        here = Playlist.objects.visible_to(viewer).filter(pk__in=list(playing))
        if not here:
            raise Conflict(_("No playlist is playing."), code="not_playing")
        return [(self.type, {"playlist": str(one.pk)}) for one in here]


class Stop(RemoteKey):
    """Stops everything, within half a second."""

    def commands(self, viewer: Viewer, **which: int) -> list[tuple[str, dict[str, Any]]]:
        return [("sound.stop_all", {"fade": FADE})]


class Numbered(RemoteKey):
    """Base of the keys with a number, counted from 1 as the page shows them."""

    model: Any = Pad
    type, field = "pad.press", "pad"

    def commands(self, viewer: Viewer, **which: int) -> list[tuple[str, dict[str, Any]]]:
        number = which["number"]
        found = list(self.model.objects.visible_to(viewer)[number - 1 : number]) if 1 <= number <= MOST else []
        if not found:
            raise NotFound()
        return [(self.type, {self.field: str(found[0].pk)})]


class PadKey(Numbered):
    """Presses the pad of this number."""


class PlaylistKey(Numbered):
    """Plays the playlist of this number."""

    model = Playlist
    type, field = "playlist.play", "playlist"


routes = [
    path("remotes/<str:code>", RemoteState.as_view(), name="remote"),
    path("remotes/<str:code>/play", Play.as_view()),
    path("remotes/<str:code>/pause", Pause.as_view()),
    path("remotes/<str:code>/next", Step.as_view()),
    path("remotes/<str:code>/previous", Step.as_view(type="playlist.previous")),
    path("remotes/<str:code>/stop", Stop.as_view()),
    path("remotes/<str:code>/pads/<int:number>", PadKey.as_view()),
    path("remotes/<str:code>/playlists/<int:number>", PlaylistKey.as_view()),
]
