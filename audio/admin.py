"""Sounds in the game masters' back office: the library, and what tables play of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from accounts import sidebar
from accounts.back_office import Glance
from accounts.library.back_office import FolderAdmin, TaggedAdmin
from accounts.pictures import colour, heading, length, player, size
from accounts.sites import gm_site
from audio import library, usages
from audio.models import Pad, Playlist, PlaylistEntry, Remote, SharedTrack, SoundFolder, Speaker, Track
from audio.tasks import measure_soon
from config.api.errors import Conflict
from rooms.back_office import CommandAdmin, Unmade, command, how_many


def heard(track: Track) -> SafeString:
    """The track, to be listened to."""
    return player(reverse("track-stream", args=[track.pk]), track.name, track.peaks)


@admin.register(Track, site=gm_site)
class TrackAdmin(TaggedAdmin):
    section, icon, rank = sidebar.SOUNDS, "music_note", 1
    rule_to_change = rule_to_delete = "audio.edit"
    usages = usages
    list_display = ("title_of", "listen", "lasts", "kind", "folder", "shown_tags", "loud", "kept", "used")
    list_display_links = ("title_of",)
    list_filter = ("kind", "folder", "format", "measuring", "origin")
    search_fields = ("name", "title", "artist", "album", "genre")
    list_select_related = ("folder", "file")
    readonly_fields = ("listen", "lasts", "format", "loud", "kept", "take_home")
    fieldsets = (
        (None, {"fields": ("listen", "name", "kind", "folder", "tags", "take_home")}),
        (_("What it says of itself"), {"fields": ("title", "artist", "album", "genre"), "classes": ("tab",)}),
        (_("File"), {"fields": ("format", "lasts", "channels", "sample_rate", "loud", "kept"), "classes": ("tab",)}),
    )
    several = ("folder", "kind", "tags", "genre", "artist", "album")
    actions = ("measure",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "channels", "sample_rate")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=_("sound"), ordering="name")
    def title_of(self, track: Track) -> SafeString:
        words = " · ".join(part for part in (track.artist, track.title) if part and part != track.name)
        cover = reverse("track-cover", args=[track.pk]) if track.cover_id else None
        return heading(track.name, words, cover)

    @display(description=_("listen"))
    def listen(self, track: Track) -> SafeString:
        return heard(track)

    @display(description=_("length"), ordering="duration")
    def lasts(self, track: Track) -> str:
        return length(track.duration)

    @display(description=_("loudness"), ordering="loudness")
    def loud(self, track: Track) -> str:
        return f"{track.loudness:.1f} LUFS" if track.loudness is not None else track.get_measuring_display()

    @display(description=_("file"), ordering="file__size")
    def kept(self, track: Track) -> str:
        return size(track.file.size)

    @display(description=_("take it home"))
    def take_home(self, track: Track) -> SafeString:
        address = reverse("track-stream", args=[track.pk])
        words = _now("the file as it was uploaded")
        return format_html('<a class="gm-link" href="{}?original=1&amp;download=1">{}</a>', address, words)

    def offers(self, action: str, obj: Track) -> bool:
        return obj.measuring == Track.Measuring.FAILED

    @action(description=_("Measure again"), icon="graphic_eq")
    def measure(self, request: HttpRequest, queryset: Any) -> None:
        def again(track: Track) -> None:
            if track.measuring != Track.Measuring.FAILED:
                raise Conflict(_now("This sound is measured, or being measured."))
            measure_soon(track)

        def done(number: int) -> str:
            return ngettext("%(number)d sound is being measured.", "%(number)d sounds are being measured.", number) % {"number": number}  # fmt: skip

        self.each(request, queryset, again, done)

    def save_model(self, request: HttpRequest, obj: Track, form: Any, change: bool) -> None:
        """As the library does it: the tables that use the sound are told."""
        library.change(Track.objects.get(pk=obj.pk), **{name: getattr(obj, name) for name in form.changed_data})

    def delete_model(self, request: HttpRequest, obj: Track) -> None:
        obj.remove()


@admin.register(SoundFolder, site=gm_site)
class SoundFolderAdmin(FolderAdmin):
    section = sidebar.SOUNDS
    rule_to_change = rule_to_delete = "audio.edit"


class EntriesGlance(Glance):
    model = PlaylistEntry
    show_change_link = False
    fields = ("track", "listen", "lasts", "volume")
    verbose_name_plural = _("sounds")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("track", "playlist")

    @display(description=_("listen"))
    def listen(self, entry: PlaylistEntry) -> SafeString:
        return heard(entry.track)

    @display(description=_("length"))
    def lasts(self, entry: PlaylistEntry) -> str:
        return length(entry.track.duration)


@admin.register(Playlist, site=gm_site)
class PlaylistAdmin(CommandAdmin):
    """What a room plays one after the other; tracks are put in at the table."""

    section, icon, rank = sidebar.SOUNDS, "queue_music", 3
    thing = "playlist"
    list_display = ("name", "room", "tracks", "order", "group", "repeat", "crossfade", "updated_at")
    list_filter = ("room", "group", "order")
    search_fields = ("name",)
    list_select_related = ("room",)
    fields = ("room", "name", ("order", "repeat"), ("group", "volume"), "crossfade")
    inlines = (EntriesGlance,)
    several = ("order", "repeat", "group", "volume", "crossfade")
    actions = ("play", "next_one")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(tracks_now=how_many(PlaylistEntry.objects, by="playlist"))

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.inlines if obj else ()

    @display(description=_("sounds"), ordering="tracks_now")
    def tracks(self, playlist: Any) -> int:
        return int(playlist.tracks_now)

    @action(description=_("Play at the table now"), icon="play_arrow")
    def play(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "playlist.play")

    @action(description=_("Next sound"), icon="skip_next")
    def next_one(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "playlist.next")

    def _each(self, request: HttpRequest, queryset: Any, type: str) -> None:
        def done(number: int) -> str:
            return ngettext("%(number)d playlist plays.", "%(number)d playlists play.", number) % {"number": number}

        self.each(request, queryset.select_related("room"), lambda one: self.do(request, one, type), done)


@admin.register(Pad, site=gm_site)
class PadAdmin(CommandAdmin):
    section, icon, rank = sidebar.SOUNDS, "grid_view", 4
    thing = "pad"
    list_display = ("name", "room", "listen", "patch", "hotkey", "group", "loop", "volume", "place")
    list_filter = ("room", "group", "loop")
    search_fields = ("name", "track__name")
    list_select_related = ("room", "track")
    fields = ("room", "track", "name", ("hotkey", "colour"), ("group", "volume"), ("loop", "random_start"))
    several = ("group", "volume", "loop", "random_start", "colour")
    actions = ("press",)

    @display(description=_("listen"))
    def listen(self, pad: Pad) -> SafeString:
        return heard(pad.track)

    @display(description=_("colour"), ordering="colour")
    def patch(self, pad: Pad) -> SafeString:
        return colour(pad.colour)

    @action(description=_("Press at the table now"), icon="touch_app")
    def press(self, request: HttpRequest, queryset: Any) -> None:
        def done(number: int) -> str:
            return ngettext("%(number)d pad was pressed.", "%(number)d pads were pressed.", number) % {"number": number}

        rows = queryset.select_related("room")
        self.each(request, rows, lambda one: self.do(request, one, "pad.press"), done)


@admin.register(SharedTrack, site=gm_site)
class SharedTrackAdmin(CommandAdmin):
    """Sounds that everybody in a room may listen to for themselves. Deleting takes one back."""

    section, icon, rank = sidebar.SOUNDS, "share", 5
    thing, key, made_by, taken_by = "track", "shared", "share", "unshare"
    list_display = ("track", "room", "listen", "created_at")
    list_filter = ("room",)
    search_fields = ("track__name",)
    list_select_related = ("room", "track")
    fields = ("room", "track")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    @display(description=_("listen"))
    def listen(self, shared: SharedTrack) -> SafeString:
        return heard(shared.track)


class DeviceAdmin(Unmade):
    """Devices are set up at the table, which shows their address once. Deleting ends one."""

    section: Any = sidebar.SOUNDS
    list_display: Any = ("name", "room", "created_at")
    list_filter = ("room",)
    search_fields = ("name",)
    list_select_related: Any = ("room",)
    fields: Any = ("room", "name", "created_at")
    readonly_fields: Any = fields

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        command(request, obj.room, f"{obj.KIND}.delete", {obj.KIND: str(obj.pk)})


@admin.register(Speaker, site=gm_site)
class SpeakerAdmin(DeviceAdmin):
    icon, rank = "speaker", 6


@admin.register(Remote, site=gm_site)
class RemoteAdmin(DeviceAdmin):
    icon, rank = "settings_remote", 7
    list_display = ("name", "room", "user", "created_at")
    list_select_related = ("room", "user")
    fields = readonly_fields = ("room", "name", "user", "created_at")
