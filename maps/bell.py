"""The bell of the library of maps: its own jobs, and what `scenes` imports into it."""

from __future__ import annotations

from accounts.library.bell import Bell
from maps.models import Map, MapFolder, MapUpload

bell = Bell("library", {Map: "map", MapFolder: "folder", MapUpload: "upload"}, ("maps.", "scenes."))
