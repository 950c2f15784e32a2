"""What sounds at a table, what lies ready to, and the devices that play it."""

from __future__ import annotations

from audio.models import Remote, Speaker
from audio.testing import a_track
from config.tests.canaries.here import Here
from config.tests.canaries.sound_library import make_audible


def conduct(here: Here, scene: str) -> None:
    """What sounds, what lies ready, and a source of sound where nobody is. What the examples play is heard anyway."""
    tracks = {
        part: str(a_track(here.owner, here.secret(f"track.{part}"), kind="loop").pk)
        for part in ("sounding", "queued", "on_a_pad", "unheard", "shared")
    }
    for part in ("sounding", "queued", "shared"):
        make_audible(here, f"track.{part}", tracks[part])
    here.things["track"] = heard = tracks["sounding"]
    here.made("sound", "sound.play", track=heard)
    queue = here.made("queue", "playlist.create", name=here.secret("playlist.name"), tracks=[tracks["queued"]])
    here.secret("playlist.id", queue)
    pad = {"track": tracks["on_a_pad"], "name": here.secret("pad.name")[:40]}
    here.secret("pad.id", here.made("secret_pad", "pad.create", **pad))
    far = {"scene": scene, "x": 100_000.0, "y": 0.0}
    here.secret("emitter.id", here.made("far_emitter", "emitter.create", **far, track=tracks["unheard"]))
    here.made("emitter", "emitter.create", **far, track=heard)
    here.made("pad", "pad.create", track=heard)
    here.made("shared", "track.share", track=tracks["shared"])
    playlist, entry = here.lead.does("playlist.create", name="What the examples play", tracks=[heard]).made
    here.things.update(playlist=str(playlist.pk), playing_playlist=str(playlist.pk), entry=str(entry.pk))
    here.lead.does("playlist.play", playlist=here.things["playlist"])
    for model, more in ((Speaker, {}), (Remote, {"user": here.owner})):
        device, _code = model.set_up(here.table.room, name=here.secret(f"{model.KIND}.name"), **more)
        here.things[model.KIND] = str(device.pk)
        hidden = here.secret(f"{model.KIND}.code_hash")
        model.objects.filter(pk=device.pk).update(code_hash=hidden)
        here.ids["code"].append(hidden)
