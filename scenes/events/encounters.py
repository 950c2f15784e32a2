"""Fights: begin, join, take turns, end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Conflict, Invalid
from rooms.dice.bounds import LENGTH
from rooms.dice.table import PUBLIC, changed
from rooms.live import Event, Input
from rooms.viewer import Viewer
from scenes import turns
from scenes.events.fields import Name
from scenes.fight import Fight, hp_of
from scenes.initiative import Thrown
from scenes.models import Combatant, Encounter, EncounterLine, Scene, Token
from scenes.models.encounter import MOST_COMBATANTS
from scenes.projections.encounters import open_to_all

Typed = Annotated[str, Meta(max_length=LENGTH)]
MOST_AT_ONCE = 50


class Newcomer(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Who joins: a token of the scene, or somebody by name. `initiative` and `hp` as they are typed."""

    token: UUID | None = None
    name: Name | UnsetType = UNSET
    is_player: bool | UnsetType = UNSET
    hp: Typed = ""
    initiative: Typed = ""
    hidden: bool | UnsetType = UNSET


def whole(rows: list[Model]) -> Iterable[Model]:
    """Of a fight of which some rows are taken back: all of it, each knowing the very encounter that changes."""
    known = {row.pk: row for row in rows if isinstance(row, Encounter)}
    for row in rows:
        if isinstance(row, Combatant | EncounterLine):
            if row.encounter_id not in known:
                known[row.encounter_id] = row.encounter
            row.encounter = known[row.encounter_id]
    yield from known.values()
    for encounter in known.values():
        for one in (*encounter.combatants.all(), *encounter.lines.all()):
            one.encounter = encounter
            yield one


class EncounterBegin(Event):
    """Begin a fight in a scene, with these tokens of it or with nobody yet. The first turn is `encounter.next`."""

    type = "encounter.start"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"scene": "$other_scene", "name": "At the gate"}

    class Input(Input):
        scene: UUID
        name: Annotated[str, Meta(max_length=80)] = ""
        tokens: Annotated[list[UUID], Meta(max_length=MOST_COMBATANTS)] = []

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def touched(self, scene: Scene) -> list[Model]:
        return []

    def apply(self, scene: Scene) -> list[Model]:
        Encounter.require_place(scene.pk)
        require_no_other(scene.pk)
        fight = Fight(Encounter.objects.create(scene=scene, name=self.data.name))
        fight.say(lambda: _("The fight begins."))
        fight.join(standing_for(fight, [Newcomer(token=token) for token in dict.fromkeys(self.data.tokens)]))
        return [fight.encounter, *fight.save()]

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return whole(rows)

    @classmethod
    def require_place(cls, row: Any) -> None:
        require_place(row)


def require_no_other(scene: UUID) -> None:
    """Raises Conflict (code "under_way") while there is a fight in the scene of this id."""
    if Encounter.objects.filter(scene=scene, active=True).exists():
        raise Conflict(_("There is a fight in this scene already."), code="under_way")


def require_place(row: Any) -> None:
    if isinstance(row, Encounter):
        row.require_place(row.scene_id)
        if row.active:
            require_no_other(row.scene_id)
    elif isinstance(row, Combatant):
        row.require_place(row.encounter_id)


def standing_for(fight: Fight, newcomers: list[Newcomer], thrown: Thrown | None = None) -> list[Combatant]:
    """New combatants of the fight, who have not joined yet. Raises Invalid (fields "combatants", "initiative", "hp") for tokens of elsewhere and bad words."""
    wanted = [one.token for one in newcomers if one.token is not None]
    tokens = Token.objects.filter(scene=fight.encounter.scene).in_bulk(wanted)
    if set(wanted) - set(tokens):
        raise Invalid(fields={"combatants": [_("Only tokens of this scene join its fight.")]})
    made = []
    for one in newcomers:
        token = tokens.get(one.token) if one.token is not None else None
        combatant = of_token(token) if token is not None else Combatant()
        combatant.encounter = fight.encounter
        for name in ("name", "is_player", "hidden"):
            value = getattr(one, name)
            if value is not UNSET:
                setattr(combatant, name, value)
        if not combatant.name:
            raise Invalid(fields={"combatants": [_("Everybody needs a name.")]})
        if thrown is not None:
            typed = thrown.initiative(
                told_as(combatant), one.initiative, told=thrown.shown and open_to_all(thrown.who.room, combatant)
            )
            combatant.initiative, combatant.modifier = typed
            hp = thrown.hp(one.hp)
            if hp is not None and not (token is not None and token.bars):  # the bar says how many there are
                combatant.hp = combatant.hp_max = hp
        made.append(combatant)
    return made


def told_as(one: Combatant) -> str:
    """How the chat names one: not at all where players do not read the name."""
    return one.name if one.show_name else "?"


def of_token(token: Token) -> Combatant:
    """Who stands for a token: its name as players know it, its first bar, its conditions."""
    hp, most = hp_of(token)
    return Combatant(
        token=token,
        name=token.name,
        show_name=token.show_name,
        is_player=bool(token.owner_ids),
        hidden=token.hidden,
        hp=hp,
        hp_max=most,
        killed=hp is not None and hp <= 0,
        conditions=[{**condition, "turn": None} for condition in token.conditions],
        footprint=max(1, round(token.size)),
    )


class EncounterEvent(Event):
    """Base of what is done to a fight under way."""

    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    fight: Fight

    class Input(Input):
        encounter: UUID

    def target(self, who: Viewer) -> Encounter:
        encounter: Encounter = Encounter.objects.select_related("scene").seen(who, pk=self.data.encounter)
        if not encounter.active:
            raise Conflict(_("This fight is over."), code="over")
        self.fight = Fight(encounter)
        return encounter

    def touched(self, encounter: Encounter) -> Iterable[Model]:
        return self.fight.rows

    def apply(self, encounter: Encounter) -> list[Model]:
        self.change(self.fight)
        return self.fight.save()

    def change(self, fight: Fight) -> None:
        raise NotImplementedError

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return whole(rows)

    @classmethod
    def require_place(cls, row: Any) -> None:
        require_place(row)

    @classmethod
    def require_back(
        cls, who: Viewer, row: Any, to: dict[str, Any], *, again: bool, remembered: dict[str, Any]
    ) -> None:
        if isinstance(row, Encounter) and to.get("active"):
            require_no_other(row.scene_id)


class ThrowingEvent(EncounterEvent):
    """Base of those that throw initiative; with `show` the dice lie on the table for all to see."""

    def touched(self, encounter: Encounter) -> Iterable[Model]:
        return [*super().touched(encounter), *(changed(self.who, PUBLIC) if self.data.show else ())]

    def apply(self, encounter: Encounter) -> list[Model]:
        thrown = Thrown(self.who, shown=self.data.show)
        self.throw(thrown)
        return [*self.fight.save(), *thrown.message(self.who.room, self.seq)]

    def throw(self, thrown: Thrown) -> None:
        raise NotImplementedError


class EncounterAdd(ThrowingEvent):
    """Let players, enemies or tokens join. `initiative` "17" is set, "+3" throws d20+3; `hp` a number or a formula;
    `show`: the dice are told in the chat, but for the hidden.
    """

    type = "encounter.add"
    example = {"encounter": "$encounter", "combatants": [{"name": "Orc", "hp": "15", "initiative": "+1"}]}

    class Input(Input):
        encounter: UUID
        combatants: Annotated[list[Newcomer], Meta(min_length=1, max_length=MOST_COMBATANTS)]
        show: bool = False

    def throw(self, thrown: Thrown) -> None:
        here = {one.token_id for one in self.fight.line if one.token_id}
        wanted = [one for one in self.data.combatants if one.token not in here]
        if not wanted:
            raise Invalid(fields={"combatants": [_("They are in this fight already.")]})
        self.fight.join(standing_for(self.fight, wanted, thrown))


class EncounterBulk(ThrowingEvent):
    """Many enemies at once, "Goblin_1" to "Goblin_n", each with hit points and initiative thrown of its own."""

    type = "encounter.bulk"
    example = {"encounter": "$encounter", "count": 3, "name": "Goblin", "hp": "5d6+6", "initiative": "+3"}

    class Input(Input):
        encounter: UUID
        count: Annotated[int, Meta(ge=1, le=MOST_AT_ONCE)]
        name: Annotated[str, Meta(min_length=1, max_length=44)]
        hp: Typed = ""
        initiative: Typed = ""
        hidden: bool = False
        show: bool = False

    def throw(self, thrown: Thrown) -> None:
        data = self.data
        names = turns.numbered(data.name, data.count, [one.name for one in self.fight.line])
        how = {"hp": data.hp, "initiative": data.initiative, "hidden": data.hidden}
        newcomers = [Newcomer(name=name, **how) for name in names]
        self.fight.join(standing_for(self.fight, newcomers, thrown))


class EncounterRoll(ThrowingEvent):
    """Throw initiative for all who have none yet."""

    type = "encounter.roll"
    example = {"encounter": "$encounter"}

    class Input(Input):
        encounter: UUID
        show: bool = False

    def throw(self, thrown: Thrown) -> None:
        for one in [one for one in self.fight.line if one.initiative is None and not one.killed]:
            told = thrown.shown and open_to_all(self.who.room, one)
            self.fight.set_initiative(one, thrown.modified(told_as(one), one.modifier, told=told))


class EncounterNext(EncounterEvent):
    """The next one who lives acts; after the last one the next round begins. The first time, the fight begins."""

    type = "encounter.next"
    example = {"encounter": "$encounter"}

    def change(self, fight: Fight) -> None:
        fight.next()


class EncounterPrevious(EncounterEvent):
    """Back to the turn before; conditions that ended meanwhile do not come back by this (but by undo)."""

    type = "encounter.previous"
    example = {"encounter": "$running"}

    def change(self, fight: Fight) -> None:
        fight.previous()


class EncounterSort(EncounterEvent):
    """Put all in the order of their initiative, whatever was dragged."""

    type = "encounter.sort"
    example = {"encounter": "$encounter"}

    def change(self, fight: Fight) -> None:
        fight.sort()


class EncounterClear(EncounterEvent):
    """Take out all who were killed."""

    type = "encounter.clear"
    example = {"encounter": "$encounter"}

    def change(self, fight: Fight) -> None:
        fight.leave([one for one in fight.line if one.killed])


class EncounterEnd(EncounterEvent):
    """End the fight. It is kept, with what happened in it, for those who lead."""

    type = "encounter.end"
    example = {"encounter": "$encounter"}

    def target(self, who: Viewer) -> Encounter:
        encounter = super().target(who)
        self.lines = list(encounter.lines.all())
        return encounter

    def touched(self, encounter: Encounter) -> Iterable[Model]:
        return [*super().touched(encounter), *self.lines]

    def change(self, fight: Fight) -> None:
        fight.say(lambda: _("The fight ended."))
        fight.encounter.active, fight.encounter.turn = False, None


class EncounterDelete(Event):
    """Delete an earlier fight with what is known of it."""

    type = "encounter.delete"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"encounter": "$encounter"}

    class Input(Input):
        encounter: UUID

    def target(self, who: Viewer) -> Encounter:
        encounter: Encounter = Encounter.objects.select_related("scene").seen(who, pk=self.data.encounter)
        # What hangs on it goes first, so that an undo brings the encounter back before that.
        self.things: list[Any] = [*encounter.lines.all(), *encounter.combatants.all(), encounter]
        return encounter

    def touched(self, encounter: Encounter) -> Iterable[Model]:
        return self.things

    def apply(self, encounter: Encounter) -> None:
        encounter.delete()
        for thing in self.things:
            thing.pk = None  # gone with the encounter: a deleted row has no view

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return whole(rows)

    @classmethod
    def require_place(cls, row: Any) -> None:
        require_place(row)
