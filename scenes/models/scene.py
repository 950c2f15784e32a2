"""Scenes, their folders, and what may be known of both."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, User, VisibleQuerySet
from config.api.errors import Invalid
from maps.models import Map
from rooms.live.prepared import Prepared
from rooms.models import Member, Role, Room, user_of
from rooms.viewer import OPEN, WATCH, own_sight
from scenes.models.display import Display
from scenes.models.fields import HEX_COLOUR
from universes.models import Universe

if TYPE_CHECKING:
    from scenes.models.placed_map import PlacedMap

MOST_SCENES, MOST_FOLDERS = 500, 500


class Vision(models.TextChoices):
    """Who sees what: everybody everything, all who play what one of theirs sees, each player what theirs see."""

    NONE = "none", _("everything is seen")
    PARTY = "party", _("what the party sees")
    OWN = "own", _("each what their own see")


class DistanceMode(models.TextChoices):
    CHEBYSHEV = "chebyshev", _("a diagonal is one cell (5-5-5)")
    ALTERNATING = "alternating", _("every second diagonal is two cells (5-10-5)")
    EUCLIDEAN = "euclidean", _("as the crow flies")
    MANHATTAN = "manhattan", _("a diagonal is two cells")


class Coverage(models.TextChoices):
    CENTRE = "centre", _("when its centre is inside")
    ANY = "any", _("when it is touched")


def new_key() -> str:
    return secrets.token_hex(8)


def no_overrides() -> dict[str, Any]:
    return {"enabled": False, "parameters": {}}


def at_the_table(who: Any, *, prefix: str = "") -> Q:
    """Where a scene (at `prefix`) may be known: game masters know all of their rooms', others the active one."""
    room = getattr(who, "room", None)
    if room is not None:
        place = Q(**{f"{prefix}room": room})
        return place if who.leads else place & Q(**{f"{prefix}active": True})
    user = user_of(who)
    if user is None:
        return Q(pk__in=[])
    led = Q(**{f"{prefix}room__in": Room.objects.led_by(user)})
    joined = Q(**{f"{prefix}room__in": Member.objects.filter(user=user).values("room"), f"{prefix}active": True})
    return led | joined


_players = Prepared(
    lambda room: (
        User.objects.filter(
            Q(pk__in=Member.objects.filter(room=room, role=Role.PLAYER).values("user"))
            | Q(pk__in=Display.objects.filter(room=room, eyes__isnull=False).values("eyes"))
        )
        .order_by("pk")
        .values_list("pk")
    )
)


class SceneQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        return self.filter(at_the_table(who))


class Scene(Model):
    """A place to play in, with its grid and its rules.

    `darkness`: 0 is day; from 0.5 on one sees only by lights and darkvision. `night` dims every screen and nothing else.
    `sight_key`, `walls_key`, `fog_key` and `sound_key` name what caches were made from. They are random, not counted: a
    number that was rolled back would be given again, for something else. `playlist` is the id of the one that begins when
    the scene is put on the table; one that is gone since begins nothing. `sound_key` is empty until something sounds in it.
    `own_universe`, a copy of its universe that belongs to it, is its own world and goes before that one;
    `physics_overrides` and `music_overrides` ({enabled, parameters}) go before what either says.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="scenes", verbose_name=_("room"))
    name = models.CharField(_("name"), max_length=80)
    folder = models.CharField(_("folder"), max_length=200, blank=True)
    order = models.IntegerField(_("order"), default=0)
    active = models.BooleanField(_("on the table"), default=False, editable=False)
    background = models.CharField(_("background"), max_length=7, default="#14121a", validators=[HEX_COLOUR])
    grid_type = models.CharField(_("grid"), max_length=20, choices=Map.Grid, default=Map.Grid.SQUARE)
    grid_size = models.FloatField(_("cell width in pixels"), default=100.0, validators=[MinValueValidator(4.0)])
    grid_size_y = models.FloatField(_("cell height in pixels"), default=100.0, validators=[MinValueValidator(4.0)])
    grid_offset_x = models.FloatField(_("grid offset x"), default=0.0)
    grid_offset_y = models.FloatField(_("grid offset y"), default=0.0)
    grid_show = models.BooleanField(_("show the grid"), default=True)
    grid_colour = models.CharField(_("grid colour"), max_length=7, default="#ece6da", validators=[HEX_COLOUR])
    grid_opacity = models.FloatField(
        _("grid opacity"), default=0.15, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    grid_distance = models.FloatField(_("a cell measures"), default=5.0, validators=[MinValueValidator(0.001)])
    grid_unit = models.CharField(_("unit"), max_length=10, default="ft")
    distance_mode = models.CharField(
        _("diagonals"), max_length=12, choices=DistanceMode, default=DistanceMode.CHEBYSHEV
    )
    coverage = models.CharField(_("an area covers a cell"), max_length=6, choices=Coverage, default=Coverage.CENTRE)
    snap = models.BooleanField(_("tokens snap to the grid"), default=True)
    trails = models.BooleanField(_("players see where tokens walked"), default=True)
    staged = models.BooleanField(_("areas are revealed in steps"), default=False)
    start = models.JSONField(_("where the view begins"), null=True, blank=True, editable=False)

    vision = models.CharField(_("vision"), max_length=5, choices=Vision, default=Vision.NONE)
    fog = models.BooleanField(_("covered until revealed"), default=False)
    darkness = models.FloatField(
        _("darkness"), default=0.0, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    night = models.FloatField(
        _("night over all screens"), default=0.0, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    sight_key = models.CharField(max_length=16, default=new_key, editable=False)
    walls_key = models.CharField(max_length=16, default=new_key, editable=False)
    fog_key = models.CharField(max_length=16, default=new_key, editable=False)
    sound_key = models.CharField(max_length=16, blank=True, default="", editable=False)

    playlist = models.UUIDField(_("playlist"), null=True, blank=True, editable=False)

    universe = models.ForeignKey(
        Universe, models.SET_NULL, null=True, related_name="scenes", verbose_name=_("universe"), editable=False
    )
    own_universe = models.ForeignKey(
        Universe, models.SET_NULL, null=True, related_name="+", verbose_name=_("world of its own"), editable=False
    )
    universe_order = models.IntegerField(_("order in the universe"), default=0, editable=False)
    physics_overrides = models.JSONField(_("physics of its own"), default=no_overrides, editable=False)
    music_overrides = models.JSONField(_("music of its own"), default=no_overrides, editable=False)

    objects = SceneQuerySet.as_manager()

    NOT_UNDONE = frozenset({"sight_key", "walls_key", "fog_key", "sound_key"})

    class Meta:
        verbose_name = _("scene")
        verbose_name_plural = _("scenes")
        ordering = ["folder", "order", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=Q(active=True), name="scene_one_active_a_room")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def prepare(cls, room: Room, *, name: str, folder: str = "") -> Scene:
        """A new scene at the end of the list; the first of a room is the active one."""
        cls.require_place(room.pk)
        scenes = cls.objects.filter(room=room)
        last = scenes.aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
        return cls.objects.create(room=room, name=name, folder=folder, order=order, active=last is None)

    @classmethod
    def require_place(cls, room: Any) -> None:
        """Raises Invalid when the room of this id has as many scenes as it may."""
        if cls.objects.filter(room=room).count() >= MOST_SCENES:
            raise Invalid(_now("A room holds at most 500 scenes."))

    def grid(self) -> dict[str, Any]:
        return {name.removeprefix("grid_"): getattr(self, name) for name in GRID_FIELDS}

    def change(self, *, grid: dict[str, Any], **fields: Any) -> None:
        changed = {**fields, **{f"grid_{name}": value for name, value in grid.items()}}
        for name, value in changed.items():
            setattr(self, name, value)
        self.save(update_fields=[*changed, "updated_at"])

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Another rule of sight, another grid: what was worked out is outdated, by an undo of it too."""
        names = set(SHAPES_SIGHT if update_fields is None else update_fields)
        if names & SHAPES_SIGHT:
            self.sight_key = new_key()
            update_fields = update_fields and [*update_fields, "sight_key"]
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is not None and names & {"vision", "fog"}:
            from scenes.models.fog import Explored  # which refers to scenes

            Explored.shifted(self)
        if names & {*SHAPES_SIGHT, "active", "sight_key"}:
            for tell in sight_changed:
                tell(self)
        if update_fields is None or SHAPES_MUSIC & set(update_fields):
            self._tell_of_music()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self._tell_of_music()
        return super().delete(*args, **kwargs)

    def _tell_of_music(self) -> None:
        for tell in music_changed:
            tell(self)

    def show(self, instead_of: Scene | None) -> None:
        """Puts this scene on the table in place of `instead_of`."""
        if instead_of is not None and instead_of.pk != self.pk:
            instead_of.active = False
            instead_of.save(update_fields=["active", "updated_at"])
        self.active = True
        self.save(update_fields=["active", "updated_at"])

    def players(self) -> list[UUID]:
        """Who sees for themselves, where each does. Through whose eyes a display looks is one of them, though they left:
        the display would keep what is hidden since.
        """
        if self.vision != Vision.OWN:
            return []
        return [user for (user,) in _players.rows(self.room_id)]

    def sights(self) -> list[str]:
        """The audiences besides those who lead, by the names under which what they have explored is kept."""
        if self.vision != Vision.OWN:
            return [OPEN]
        return [WATCH, *(own_sight(user) for user in self.players())]

    def renew(self, *keys: str) -> None:
        """What was computed from the state that these keys ("sight_key", "walls_key", "fog_key", "sound_key") name is
        outdated.
        """
        for key in keys:
            setattr(self, key, new_key())
        self.save(update_fields=[*keys, "updated_at"])

    def things(self) -> list[Model]:
        """What lies in it, each thing knowing this very scene."""
        marks = (*self.areas.all(), *self.drawings.all(), *self.map_notes.all(), *self._fights())
        structure = (*self.walls.all(), *self.lights.all(), *self.fog_shapes.all())
        sounds = self.emitters.select_related("track")
        found: list[Any] = [*self.placed_maps.select_related("map"), *structure, *self.tokens.all(), *marks, *sounds]
        for thing in found:
            thing.scene = self
        return found

    def _fights(self) -> Iterator[Any]:
        """Its encounters with who stands in them, each knowing the very encounter."""
        for encounter in self.encounters.all():
            yield encounter
            yield from (*encounter.combatants.all(), *encounter.lines.all())

    def place(self, map: Map, *, place: dict[str, Any]) -> PlacedMap:
        """Lays a map of the library into the scene; the first one brings its grid."""
        from scenes.models.placed_map import PlacedMap  # which refers to scenes

        PlacedMap.require_place(self.pk)
        top = self.placed_maps.aggregate(top=Max("z"))["top"]
        return PlacedMap.objects.create(
            scene=self, map=map, **{"z": 0 if top is None else top + 1, **map.placement(), **place}
        )

    def adopt_grid(self, map: Map, scale: float) -> None:
        grid = map.grid()
        sizes = ("size", "size_y", "offset_x", "offset_y")
        self.change(grid={"type": grid["type"], **{name: grid[name] * scale for name in sizes}})


SHAPES_SIGHT = frozenset({"vision", "fog", "darkness", "grid_size", "grid_distance"})
SHAPES_MUSIC = frozenset(
    {
        *("active", "universe", "universe_id", "own_universe", "own_universe_id"),
        *("physics_overrides", "music_overrides"),
    }
)

sight_changed: list[Callable[[Scene], None]] = []
"""Who wants to know that something else may be seen of a scene now; told in the transaction that changes it."""

music_changed: list[Callable[[Scene], None]] = []
"""Who wants to know that other music may belong to a scene's room now; told in the same way."""

GRID_FIELDS = (
    "grid_type",
    "grid_size",
    "grid_size_y",
    "grid_offset_x",
    "grid_offset_y",
    "grid_show",
    "grid_colour",
    "grid_opacity",
    "grid_distance",
    "grid_unit",
)


class SceneFolderQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """How a room's scenes are put in order is for those who lead it."""
        user, room = user_of(who), getattr(who, "room", None)
        if room is not None:
            return self.filter(room=room) if who.leads else self.none()
        return self.led_by(user) if user else self.none()


class SceneFolder(Model):
    """A folder of a room's scenes by its path ("The tomb/Second level"), so that an empty one stays too."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="scene_folders", verbose_name=_("room"))
    path = models.CharField(_("folder"), max_length=200)

    objects = SceneFolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("folder of scenes")
        verbose_name_plural = _("folders of scenes")
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["room", "path"], name="scene_folder_once")]

    def __str__(self) -> str:
        return self.path
