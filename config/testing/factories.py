"""One of every model for tests that walk over all of them: `make("scenes.Token", owner=ada, canary="…")`.

A factory makes a thing that belongs to `owner` and nobody else, with `canary` in every text that others must not read.
An app with a new model adds its factory here; tests over the registry fail for a model without one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

Factory = Callable[[Any, str], models.Model]
FACTORIES: dict[str, Factory] = {}


def factory(label: str) -> Callable[[Factory], Factory]:
    def register(function: Factory) -> Factory:
        FACTORIES[label] = function
        return function

    return register


def make(model: type[models.Model], *, owner: Any, canary: str) -> Any:
    """Raises LookupError for a model that nobody wrote a factory for."""
    label = model._meta.label
    if label not in FACTORIES:
        raise LookupError(f"{label} has no factory: add one to config/testing/factories.py")
    return FACTORIES[label](owner, canary)


def _model(label: str) -> Any:
    return apps.get_model(label)


@factory("accounts.User")
def user(owner: Any, canary: str) -> models.Model:
    """The person themselves."""
    return owner


@factory("accounts.Notification")
def notification(owner: Any, canary: str) -> models.Model:
    return _model("accounts.Notification").objects.create(user=owner, kind="accounts.welcome", params={"name": canary})


@factory("accounts.AuditEntry")
def audit_entry(owner: Any, canary: str) -> models.Model:
    entries = _model("accounts.AuditEntry").objects
    return entries.create(
        actor=owner.pk, actor_name=canary, action="person.changed", subject_name=canary, reason=canary
    )


@factory("accounts.SiteSettings")
def site_settings(owner: Any, canary: str) -> models.Model:
    """There is one, which everybody reads."""
    return _model("accounts.SiteSettings").objects.get_or_create(pk=1)[0]


@factory("otp_totp.TOTPDevice")
def authenticator(owner: Any, canary: str) -> models.Model:
    """One that waits to be confirmed: its owner signs in with the password alone."""
    return _model("otp_totp.TOTPDevice").objects.get_or_create(user=owner, name=canary[:64], confirmed=False)[0]


@factory("otp_static.StaticDevice")
def recovery(owner: Any, canary: str) -> Any:
    return _model("otp_static.StaticDevice").objects.get_or_create(user=owner, name=canary[:64])[0]


@factory("otp_static.StaticToken")
def recovery_code(owner: Any, canary: str) -> models.Model:
    return _model("otp_static.StaticToken").objects.create(device=recovery(owner, canary), token=canary[:16])


@factory("accounts.StoredFile")
def stored_file(owner: Any, canary: str) -> models.Model:
    files = _model("accounts.StoredFile").objects
    key = f"map/{canary}-{files.count()}.webp"
    return files.create(owner=owner, kind="map", sha256="0" * 64, size=1, content_type="image/webp", key=key)


@factory("rooms.Room")
def room(owner: Any, canary: str) -> Any:
    """The owner's room of this name, made once: all their things lie in it."""
    rooms = _model("rooms.Room")
    found = rooms.objects.filter(owner=owner, name=canary).first()
    return found or rooms.open_by(owner, name=canary, description=canary)


@factory("rooms.Member")
def member(owner: Any, canary: str) -> models.Model:
    return _model("rooms.Member").objects.get(room=room(owner, canary), user=owner)


@factory("rooms.Macro")
def macro(owner: Any, canary: str) -> models.Model:
    return _model("rooms.Macro").write(member(owner, canary), name=canary[:40], text=canary)


@factory("rooms.Invite")
def invite(owner: Any, canary: str) -> models.Model:
    written, _code = _model("rooms.Invite").write(room(owner, canary), owner, role="player", lasts=None, max_uses=None)
    return written


@factory("rooms.Knock")
def knock(owner: Any, canary: str) -> models.Model:
    return _model("rooms.Knock").objects.get_or_create(room=room(owner, canary), user=owner)[0]


@factory("rooms.Ban")
def ban(owner: Any, canary: str) -> models.Model:
    bans = _model("rooms.Ban").objects
    return bans.get_or_create(room=room(owner, canary), user=owner, by=owner, reason=canary)[0]


@factory("rooms.GameSession")
def game_session(owner: Any, canary: str) -> models.Model:
    sessions = _model("rooms.GameSession").objects
    return sessions.create(room=room(owner, canary), title=canary, note=canary, starts_at=timezone.now())


@factory("rooms.Message")
def message(owner: Any, canary: str) -> models.Model:
    here = room(owner, canary)
    messages = _model("rooms.Message").objects
    return messages.create(room=here, seq=messages.count() + 1, user=owner, name=canary, text=canary)


@factory("rooms.Attachment")
def attachment(owner: Any, canary: str) -> models.Model:
    return _model("rooms.Attachment").objects.create(
        room=room(owner, canary),
        user=owner,
        message=message(owner, canary),
        kind="picture",
        name=canary,
        file=stored_file(owner, canary),
        preview=stored_file(owner, canary),
        size=2,
    )


@factory("maps.MapFolder")
def map_folder(owner: Any, canary: str) -> models.Model:
    return _model("maps.MapFolder").objects.get_or_create(owner=owner, name=canary, parent=None)[0]


@factory("maps.MapUpload")
def map_upload(owner: Any, canary: str) -> models.Model:
    return _model("maps.MapUpload").objects.create(owner=owner, name=canary, size=9)


@factory("maps.Map")
def map(owner: Any, canary: str) -> models.Model:
    return _model("maps.Map").objects.create(
        owner=owner,
        name=canary,
        folder=map_folder(owner, canary),
        picture=stored_file(owner, canary),
        thumbnail=stored_file(owner, canary),
        width=1400,
        height=700,
    )


@factory("audio.SoundFolder")
def sound_folder(owner: Any, canary: str) -> models.Model:
    return _model("audio.SoundFolder").objects.get_or_create(owner=owner, name=canary, parent=None)[0]


@factory("audio.TrackUpload")
def track_upload(owner: Any, canary: str) -> models.Model:
    return _model("audio.TrackUpload").objects.create(owner=owner, name=canary, size=9)


@factory("audio.Track")
def track(owner: Any, canary: str) -> models.Model:
    return _model("audio.Track").objects.create(
        owner=owner,
        name=canary,
        title=canary,
        folder=sound_folder(owner, canary),
        file=stored_file(owner, canary),
        format="mp3",
        duration=2.0,
        channels=2,
        sample_rate=44_100,
    )


@factory("audio.Favourite")
def favourite(owner: Any, canary: str) -> models.Model:
    return _model("audio.Favourite").objects.create(user=owner, track=track(owner, canary))


@factory("audio.Sound")
def sound(owner: Any, canary: str) -> models.Model:
    return _model("audio.Sound").begin(room(owner, canary), track(owner, canary), at=0.0)


@factory("audio.Playlist")
def playlist(owner: Any, canary: str) -> models.Model:
    return _model("audio.Playlist").objects.create(room=room(owner, canary), name=canary)


@factory("audio.PlaylistEntry")
def playlist_entry(owner: Any, canary: str) -> models.Model:
    here, heard = playlist(owner, canary), track(owner, canary)
    return _model("audio.PlaylistEntry").objects.create(playlist=here, track=heard, place=0)


@factory("audio.Pad")
def pad(owner: Any, canary: str) -> models.Model:
    here, heard = room(owner, canary), track(owner, canary)
    return _model("audio.Pad").objects.create(room=here, track=heard, name=canary[:40])


@factory("audio.SharedTrack")
def shared_track(owner: Any, canary: str) -> models.Model:
    return _model("audio.SharedTrack").objects.create(room=room(owner, canary), track=track(owner, canary))


@factory("audio.RoomMix")
def room_mix(owner: Any, canary: str) -> models.Model:
    return _model("audio.RoomMix").objects.get_or_create(room=room(owner, canary))[0]


@factory("audio.Speaker")
def speaker(owner: Any, canary: str) -> models.Model:
    made, _code = _model("audio.Speaker").set_up(room(owner, canary), name=canary)
    return made


@factory("audio.Remote")
def remote(owner: Any, canary: str) -> models.Model:
    made, _code = _model("audio.Remote").set_up(room(owner, canary), name=canary, user=owner)
    return made


@factory("scenes.Emitter")
def emitter(owner: Any, canary: str) -> models.Model:
    here, heard = scene(owner, canary), track(owner, canary)
    return _model("scenes.Emitter").objects.create(scene=here, track=heard, x=0.0, y=0.0)


@factory("scenes.Scene")
def scene(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Scene").prepare(room(owner, canary), name=canary, folder=canary)


@factory("scenes.Soundtrack")
def soundtrack(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Soundtrack").objects.get_or_create(room=room(owner, canary))[0]


@factory("scenes.PlacedMap")
def placed_map(owner: Any, canary: str) -> models.Model:
    return _model("scenes.PlacedMap").objects.create(scene=scene(owner, canary), map=map(owner, canary))


@factory("scenes.Token")
def token(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Token").objects.create(
        scene=scene(owner, canary), name=canary, gm_name=canary, gm_notes=canary
    )


@factory("scenes.Display")
def display(owner: Any, canary: str) -> models.Model:
    made, _code = _model("scenes.Display").set_up(room(owner, canary), name=canary)
    return made


@factory("scenes.SceneFolder")
def scene_folder(owner: Any, canary: str) -> models.Model:
    return _model("scenes.SceneFolder").objects.get_or_create(room=room(owner, canary), path=canary)[0]


@factory("scenes.Character")
def character(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Character").objects.create(
        room=room(owner, canary), name=canary, notes=canary, gm_notes=canary, attributes={canary: 1}
    )


@factory("scenes.Wall")
def wall(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Wall").objects.create(scene=scene(owner, canary), x1=0, y1=0, x2=100, y2=0)


@factory("scenes.Light")
def light(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Light").objects.create(scene=scene(owner, canary), x=0, y=0)


@factory("scenes.FogShape")
def fog_shape(owner: Any, canary: str) -> models.Model:
    return _model("scenes.FogShape").objects.create(
        scene=scene(owner, canary), mode="reveal", kind="circle", points=[[0, 0]], radius=50
    )


@factory("scenes.Area")
def area(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Area").objects.create(
        scene=scene(owner, canary), user=owner, shape="circle", x=0, y=0, size=20, label=canary
    )


@factory("scenes.Drawing")
def drawing(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Drawing").objects.create(
        scene=scene(owner, canary), user=owner, kind="text", points=[[0, 0]], text=canary
    )


@factory("scenes.MapNote")
def map_note(owner: Any, canary: str) -> models.Model:
    return _model("scenes.MapNote").objects.create(
        scene=scene(owner, canary), x=0, y=0, title=canary, text=canary, gm_notes=canary
    )


@factory("scenes.Handout")
def handout(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Handout").objects.create(
        room=room(owner, canary),
        name=canary,
        picture=stored_file(owner, canary),
        preview=stored_file(owner, canary),
        width=10,
        height=10,
    )


@factory("scenes.Encounter")
def encounter(owner: Any, canary: str) -> models.Model:
    return _model("scenes.Encounter").objects.create(scene=scene(owner, canary), name=canary)


@factory("scenes.Combatant")
def combatant(owner: Any, canary: str) -> models.Model:
    of = encounter(owner, canary)
    return _model("scenes.Combatant").objects.create(encounter=of, scene_id=_scene_of(of), name=canary)


@factory("scenes.EncounterLine")
def encounter_line(owner: Any, canary: str) -> models.Model:
    of = encounter(owner, canary)
    return _model("scenes.EncounterLine").objects.create(encounter=of, scene_id=_scene_of(of), text=canary)


def _scene_of(encounter: models.Model) -> Any:
    return encounter.__dict__["scene_id"]


@factory("universes.Universe")
def universe(owner: Any, canary: str) -> Any:
    universes = _model("universes.Universe")
    found = universes.objects.filter(room__owner=owner, name=canary).first()
    made: Any = found or universes.open_by(owner, name=canary, music={}, physics={}, description=canary)
    return made


@factory("universes.World")
def world(owner: Any, canary: str) -> Any:
    of: Any = universe(owner, canary)
    return of.world


@factory("universes.Run")
def run(owner: Any, canary: str) -> models.Model:
    return _model("universes.Run").objects.get(world=world(owner, canary))  # type: ignore[no-any-return]


@factory("universes.Body")
def body(owner: Any, canary: str) -> models.Model:
    return _model("universes.Body").add(world(owner, canary), {}, canary)  # type: ignore[no-any-return]


@factory("universes.Constraint")
def constraint(owner: Any, canary: str) -> models.Model:
    held = body(owner, canary)
    return _model("universes.Constraint").add(world(owner, canary), {}, canary, body_a=held)  # type: ignore[no-any-return]


@factory("universes.StoryPoint")
def story_point(owner: Any, canary: str) -> models.Model:
    return _model("universes.StoryPoint").objects.create(universe=universe(owner, canary), title=canary, text=canary)


@factory("universes.Timeline")
def timeline(owner: Any, canary: str) -> models.Model:
    return _model("universes.Timeline").objects.get(universe=universe(owner, canary))  # type: ignore[no-any-return]


@factory("universes.Visualization")
def visualization(owner: Any, canary: str) -> models.Model:
    shown = _model("universes.Visualization").objects
    return shown.create(universe=universe(owner, canary), name=canary, kind="waveform")


@factory("universes.Comment")
def comment(owner: Any, canary: str) -> models.Model:
    comments = _model("universes.Comment").objects
    return comments.create(universe=universe(owner, canary), user=owner, name=canary[:50], text=canary)


@factory("universes.Favourite")
def favourite_universe(owner: Any, canary: str) -> models.Model:
    return _model("universes.Favourite").objects.get_or_create(universe=universe(owner, canary), user=owner)[0]
