from __future__ import annotations

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScenesConfig(AppConfig):
    name = "scenes"
    verbose_name = _("Scenes")

    def ready(self) -> None:
        from django.db.models.signals import pre_delete

        from accounts import hooks
        from audio import playback
        from audio import usages as usages_of_tracks
        from maps import usages
        from rooms import archive, devices, dice, viewer
        from rooms.live import socket
        from rooms.speech import speaking
        from scenes import (  # noqa: F401  known by being imported
            attributes,
            events,
            explore,
            hearing,
            leaving,
            library,
            permissions,
            projections,
            sight,
            speakers,
            universes,
        )
        from scenes.archive.whole import Table
        from scenes.models import Display, Emitter, scene
        from universes import usages as usages_of_universes
        from universes.models import Universe

        archive.PARTS.append(Table())
        dice.attributes.append(attributes.read)
        hooks.farewell.append(leaving.farewell)
        viewer.focus_of.append(projections.focus)
        viewer.own_sights_of.append(sight.own_sights)
        scene.sight_changed.append(explore.soon)
        scene.music_changed.append(universes.scene_changed)
        usages_of_universes.used_by += [universes.used_by, partial(universes.used_by, link="own_universe")]
        usages_of_universes.changing.append(universes.universe_changed)
        usages_of_universes.hearing.append(universes.hears)
        pre_delete.connect(universes.leave_tables, sender=Universe, dispatch_uid="scenes.universe_gone")
        socket.labels_ended.append(devices.ended(Display))
        playback.holds_tracks(Emitter, "scene__room")
        usages_of_tracks.register(hearable_by=hearing.hearable_by)
        speaking.speakers.append(speakers.own_token)
        usages.register(
            count=library.count,
            readable_by=library.readable_by,
            before_delete=library.take_off_tables,
            before_change=library.show_change,
            known_to=library.known_to,
        )
