"""What REST of one scene stands on: who asks, at which scene."""

from __future__ import annotations

from uuid import UUID

from accounts.rules import require
from config.api.errors import NotFound
from config.api.views import ApiView
from rooms.viewer import Viewer
from scenes.models import Scene
from scenes.projections import scene as project


class SceneView(ApiView):
    def found(self, scene_id: UUID) -> tuple[Viewer, Scene]:
        """The scene with its viewer. Raises NotFound for whoever may not know it."""
        scene = Scene.objects.select_related("room").filter(pk=scene_id).first()
        viewer = Viewer.entering(scene.room, self.request.user) if scene else None
        if scene is None or viewer is None or project(viewer, scene) is None:
            raise NotFound()
        return viewer, scene

    def led(self, scene_id: UUID) -> tuple[Viewer, Scene]:
        """The same for those who prepare it. Raises Forbidden too."""
        viewer, scene = self.found(scene_id)
        require(viewer, "scenes.edit", viewer.room)
        return viewer, scene
