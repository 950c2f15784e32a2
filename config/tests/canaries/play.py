"""Who plays and what they hold: characters and their tokens, a fight, handouts."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import StoredFile
from config.tests.canaries.files import picture
from config.tests.canaries.here import Here
from rooms.live.perform import perform


def play(here: Here, scene: str) -> None:
    """A character of the player, one of nobody, and tokens with what is shown to all, to owners and to nobody."""
    lead, player = here.lead, here.things["player_user"]

    def sheet(key: str) -> dict[str, Any]:
        texts = {part: here.secret(f"{key}.{part}") for part in ("name", "notes", "gm_notes")}
        return {**texts, "attributes": {"hp": here.secret(f"{key}.attribute")}}

    here.made("character", "character.create", **sheet("character"))
    here.made("own_character", "character.create", **sheet("own_character"), owner=player)
    shown = {"nobody": "none", "owners": "owners", "all": "all"}
    bars = [
        {"name": here.secret(f"token.bar_of_{who}"), "value": 7.0, "max": 9.0, "show": show}
        for who, show in shown.items()
    ]
    place = {"scene": scene, "x": 140.0, "y": 140.0, "show_name": False, "bars": bars}
    told = {"name": here.secret("token.name_unsaid"), "group": here.secret("token.group")}
    token = here.made("own_token", "token.create", **place, **told, owner_notes=here.secret("token.owner_notes"))
    lead.does("token.own", token=token, users=[player])
    for id, part in ((token, "token.picture"), (here.things["hidden_token"], "token.hidden_picture")):
        lead.does("token.picture", token=id, picture=picture(here, part))


def fight(here: Here, scene: str) -> None:
    """An earlier fight, and one under way with one who is shown, one whose name is not, and a hidden one."""
    lead = here.lead
    earlier = here.made("earlier", "encounter.start", scene=scene, name=here.secret("encounter.earlier"))
    lead.does("encounter.end", encounter=earlier)
    encounter = here.made("encounter", "encounter.start", scene=scene, name=here.secret("encounter.name"))
    those = {"shown": {}, "unnamed": {}, "hidden": {"hidden": True}}
    for key, how in those.items():
        one = {"name": here.secret(f"combatant.{key}")[:50], "hp": "7", "initiative": "3", **how}
        here.secret(f"combatant.{key}", str(one["name"]))
        joined = lead.does("encounter.add", encounter=encounter, combatants=[{**one, "hidden": True}]).made[0]
        lead.does("combatant.update", combatant=str(joined.pk), show_name=key == "shown", hidden="hidden" in how)
        here.things["combatant" if key == "shown" else f"{key}_combatant"] = str(joined.pk)
        if key == "hidden":
            here.secret("combatant.hidden.id", str(joined.pk))
    for _turn in range(2):
        lead.does("encounter.next", encounter=encounter)
    here.things["running"] = encounter


def hand_out(here: Here, scene: str) -> None:
    """Pictures shown to all, to one and to nobody."""
    shares = {
        "all": {"shared": "all"},
        "named": {"shared": "named", "readers": [here.things["player_user"]]},
        "none": {},
    }
    for share, wanted in shares.items():
        field = f"handout.{share}"
        data = {"name": here.secret(f"{field}.name"), "scene": scene, "width": 4, "height": 3}
        for use in ("picture", "preview"):
            content = ContentFile(here.secret(f"{field}.{use}").encode())
            key = default_storage.save(f"handout/{here.name}-{share}-{use}.webp", content)
            file = {"kind": "handout", "sha256": "3" * 64, "size": 1, "content_type": "image/webp", "key": key}
            data[use] = str(StoredFile.objects.create(owner=here.owner, **file).pk)
        id = str(perform(here.lead.viewer, "handout.create", data, internal=True).made[0].pk)
        here.table.deliver()
        if wanted:
            here.lead.does("handout.share", handout=id, **wanted)
        here.things["handout" if share == "all" else f"{share}_handout"] = id
    here.secret("handout.none.id", here.things["none_handout"])
