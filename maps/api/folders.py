"""Folders of the library over REST."""

from __future__ import annotations

from django.urls import path

from accounts.library.folders import AllFolders, OfFolders, OneFolder
from maps.models import MapFolder


class OfMaps(OfFolders):
    kind, things, uses, may_edit = MapFolder, "maps", "scenes", "maps.edit"


class FoldersView(OfMaps, AllFolders):
    """All your folders; `parent` says where each lies."""

    outputs = {"get": "Folders: {id, name, parent, maps}.", "post": "The new folder."}


class FolderView(OfMaps, OneFolder):
    """One folder: rename it, move it with what is in it, or delete it with what is in it."""

    outputs = {
        "get": "The folder.",
        "patch": "The folder.",
        "delete": "{id, maps, scenes}: how many maps went with it, and in how many scenes they lay.",
    }


routes = [
    path("map-folders", FoldersView.as_view(), name="map-folders"),
    path("map-folders/<uuid:id>", FolderView.as_view(), name="map-folder"),
]
