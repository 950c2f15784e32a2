"""`manage.py export_room ROOM --into FILE [--json]`: a whole room as one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.management.bar import Bar
from config.files import uploads
from rooms.archive import Packing, written
from rooms.archive.packing import CARRIED
from rooms.models import Member, Role, Room
from rooms.viewer import Viewer

SOME_MISSING = 3


class Command(BaseCommand):
    help = (
        "Packs a room, with all that its owner may read: settings, talk, scenes, maps, sounds, files. "
        "Exit code 0: made; 1: not made; 3: made, but some files were lost or too much, and are only named in it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("room", metavar="ROOM", help="its id, or its name where no other has it")
        parser.add_argument(
            "--into", type=Path, required=True, metavar="FILE", help="the file to make; none may be there"
        )
        parser.add_argument("--json", action="store_true", help="say what was made as one JSON object")

    def handle(self, *args: Any, room: str, into: Path, **options: Any) -> None:
        if into.exists():
            raise CommandError(_("%(path)s is there already.") % {"path": into})
        owner = owner_of(room)
        bar, unfinished = Bar(self.stderr, total=100), into.with_name(f"{into.name}.part")
        try:
            with uploads.workspace("room-") as directory:
                packing = Packing(owner, directory, carried=CARRIED, tell=bar.at)
                # Whispers are in it: for the operator's eyes alone, from the first byte on.
                unfinished.touch(mode=0o600)
                with open(unfinished, "wb") as target:
                    for block in written(packing):
                        target.write(block)
            unfinished.rename(into)
        except OSError as error:
            raise CommandError(_("The archive could not be written: %(why)s") % {"why": error}) from error
        finally:
            unfinished.unlink(missing_ok=True)
            bar.clear()
        told = {
            "path": str(into), "room": str(packing.room.pk), "name": packing.room.name, "size": into.stat().st_size,
            "files": len(packing.files), "left_out": packing.left_out,
        }  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write(_("%(path)s: “%(name)s”, %(files)s files, %(size)s bytes") % told)
        if packing.left_out:
            self.stderr.write(_("Files that did not come along: %(left_out)s") % told)
            raise SystemExit(SOME_MISSING)


def owner_of(name: str) -> Viewer:
    """The owner of the room of this name or id. Raises CommandError."""
    rooms = Room.objects.gatherings()
    try:
        found = list(rooms.filter(pk=UUID(name)))
    except ValueError:
        found = list(rooms.filter(name__iexact=name.strip()))
    if not found:
        raise CommandError(_("There is no room %(name)s.") % {"name": name})
    if len(found) > 1:
        ids = ", ".join(f"{one.pk} ({one.owner})" for one in found)
        raise CommandError(_("Several rooms are called so; name one by its id: %(ids)s") % {"ids": ids})
    owner = Member.objects.filter(room=found[0], role=Role.OWNER).select_related("user").first()
    if owner is None:
        raise CommandError(_("Nobody owns this room: there is nobody by whose eyes it could be packed."))
    return Viewer.of(found[0], owner)
