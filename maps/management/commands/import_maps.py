"""`manage.py import_maps DIR --owner NAME [--json]`: a directory of maps into somebody's library."""

from __future__ import annotations

from accounts.management.importing import ImportDirectory
from maps.importing import maps_from_disk


class Command(ImportDirectory):
    library = maps_from_disk
    help = (
        "Import all pictures, videos and Universal VTT files below a directory into a person's library. Folders become "
        "folders; `Cave [30x20].png` says its grid. What is there already is left as it is."
    )
