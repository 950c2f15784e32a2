"""What lies on a table: scenes shown and prepared, the maps of a library, tokens, and all that other modules lay."""

from __future__ import annotations

from config.tests.canaries.files import letter, library_map
from config.tests.canaries.here import Here
from config.tests.canaries.marks import build, mark
from config.tests.canaries.play import fight, hand_out, play
from config.tests.canaries.sound_library import keep_sounds
from config.tests.canaries.sounds import conduct
from maps.models import MapFolder, MapUpload
from rooms.models import Message


def furnish(here: Here) -> None:
    folder = MapFolder.objects.create(owner=here.owner, name=here.secret("folder.name"))
    upload = MapUpload.objects.create(owner=here.owner, folder=folder, name=here.secret("upload.name"), size=9)
    here.ids.setdefault("upload", []).append(str(upload.pk))
    library = {part: library_map(here, part, folder) for part in ("map", "map.hidden", "map.library")}
    scene = here.made("scene", "scene.create", name=here.secret("scene.name"), folder=here.secret("scene.folder"))
    here.made("other_scene", "scene.create", name="What the examples put on the table")
    other = here.made("unshown_scene", "scene.create", name=here.secret("scene.unshown"))
    here.made("placed_map", "map.place", scene=scene, map=library["map"], hidden=False)
    hidden_map = here.made("hidden_map", "map.place", scene=scene, map=library["map.hidden"])
    here.made(
        "token",
        "token.create",
        **{"scene": scene, "name": here.secret("token.name"), "x": 350.0, "y": 350.0},
        **{part: here.secret(f"token.{part}") for part in ("gm_name", "gm_notes")},
        bars=[{"name": "HP", "value": 9.0, "max": 9.0, "show": "owners"}],
    )
    hidden = here.made(
        "hidden_token",
        "token.create",
        scene=scene,
        name=here.secret("token.hidden"),
        x=0.0,
        y=0.0,
        hidden=True,
    )
    here.made("unshown_token", "token.create", scene=other, name=here.secret("token.unshown"), x=0.0, y=0.0)
    mark(here, scene)
    build(here, scene)
    fight(here, scene)
    play(here, scene)
    hand_out(here, scene)
    keep_sounds(here)
    conduct(here, scene)
    here.made("scene_folder", "scene.folder_create", path=here.secret("scene_folder.path"))
    here.things["map"] = library["map"]
    here.things["file"] = letter(here, "file", Message.objects.get(text=here.secrets[here.name, "message"]))
    here.things["unsent_file"] = letter(here, "file.unsent", None)
    for field, id in (("scene.unshown.id", other), ("map.hidden.id", hidden_map), ("token.hidden.id", hidden)):
        here.secret(field, id)
