"""`manage.py import_audio DIR --owner NAME [--json]`: a directory of sounds into somebody's library."""

from __future__ import annotations

from accounts.management.importing import ImportDirectory
from audio.importing import sounds_from_disk


class Command(ImportDirectory):
    library = sounds_from_disk
    help = (
        "Import all sounds below a directory into a person's library. Folders become folders; in one called loop, oneshot "
        "or music (or the like) the sounds become that. What is there already is left as it is."
    )
