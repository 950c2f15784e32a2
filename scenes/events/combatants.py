"""Who stands in a fight: change, hurt, kill, revive, conditions, order, one's own initiative."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Conflict, NotFound
from rooms.dice.bounds import SALT
from rooms.dice.table import changed, throw
from rooms.live import Event, Input
from rooms.models import Message
from rooms.speech.listeners import Listeners
from rooms.viewer import Viewer
from scenes.events.encounters import EncounterEvent
from scenes.events.fields import Name
from scenes.fight import Fight
from scenes.initiative import d20
from scenes.models import Combatant
from scenes.projections.encounters import in_the_order, open_to_all

Hp = Annotated[int, Meta(ge=0, le=1_000_000)]
Modifier = Annotated[int, Meta(ge=-100, le=100)]
Initiative = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]
Rounds = Annotated[int, Meta(ge=1, le=1000)]


def fight_with(who: Viewer, pk: UUID) -> Fight:
    """The fight under way in which this one stands. Raises NotFound when `who` does not know that they do."""
    found: Combatant = Combatant.objects.select_related("encounter__scene").seen(who, pk=pk)
    if not in_the_order(who, found):
        raise NotFound()
    if not found.encounter.active:
        raise Conflict(_("This fight is over."), code="over")
    return Fight(found.encounter)


class CombatantEvent(EncounterEvent):
    """Base of what is done to one of a fight under way."""

    class Input(Input):
        combatant: UUID

    def target(self, who: Viewer) -> Combatant:  # type: ignore[override]
        self.fight = fight_with(who, self.data.combatant)
        return self.fight.one(self.data.combatant)

    def touched(self, one: Combatant) -> Iterable[Model]:  # type: ignore[override]
        return self.fight.rows

    def apply(self, one: Combatant) -> list[Model]:  # type: ignore[override]
        self.do(self.fight, one)
        return self.fight.save()

    def do(self, fight: Fight, one: Combatant) -> None:
        raise NotImplementedError


class CombatantUpdate(CombatantEvent):
    """Change what is known of one. A new initiative finds its place in the order; with no hit points left one is out."""

    type = "combatant.update"
    example = {"combatant": "$combatant", "initiative": 12.0, "hp_max": 20}

    class Input(Input):
        combatant: UUID
        name: Name | UnsetType = UNSET
        show_name: bool | UnsetType = UNSET
        initiative: Initiative | None | UnsetType = UNSET
        modifier: Modifier | UnsetType = UNSET
        is_player: bool | UnsetType = UNSET
        hidden: bool | UnsetType = UNSET
        hp: Hp | None | UnsetType = UNSET
        hp_max: Annotated[int, Meta(ge=1, le=1_000_000)] | None | UnsetType = UNSET

    def do(self, fight: Fight, one: Combatant) -> None:
        fields = self.data.given()
        for name in ("name", "show_name", "modifier", "is_player", "hidden", "hp_max"):
            if name in fields:
                setattr(one, name, fields[name])
        if "hp" in fields:
            if one.hp_max is None:
                one.hp_max = fields["hp"] or None
            fight.set_hp(one, fields["hp"])
        if "initiative" in fields:
            fight.set_initiative(one, fields["initiative"])


class CombatantHurt(CombatantEvent):
    """Give or take hit points; at none one is out. The first bar of the token follows."""

    type = "combatant.hurt"
    example = {"combatant": "$combatant", "change": -5}

    class Input(Input):
        combatant: UUID
        change: Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]

    def do(self, fight: Fight, one: Combatant) -> None:
        fight.hurt(one, self.data.change)


class CombatantKill(CombatantEvent):
    """Out of the fight. Whose turn it is gives it on first."""

    type = "combatant.kill"
    example = {"combatant": "$combatant"}

    def do(self, fight: Fight, one: Combatant) -> None:
        fight.kill(one)


class CombatantRevive(CombatantEvent):
    """Back in the fight, with one hit point."""

    type = "combatant.revive"
    example = {"combatant": "$combatant"}

    def do(self, fight: Fight, one: Combatant) -> None:
        fight.revive(one)


class CombatantRemove(CombatantEvent):
    """Take one out of the order."""

    type = "combatant.remove"
    example = {"combatant": "$combatant"}

    def do(self, fight: Fight, one: Combatant) -> None:
        fight.leave([one])


class CombatantCondition(CombatantEvent):
    """Lay a condition on one, or lift it. `rounds` counts from the turn it is now; without, it stays until lifted."""

    type = "combatant.condition"
    example = {"combatant": "$combatant", "name": "stunned", "rounds": 1}

    class Input(Input):
        combatant: UUID
        name: Annotated[str, Meta(min_length=1, max_length=40)]
        on: bool = True
        rounds: Rounds | None = None

    def do(self, fight: Fight, one: Combatant) -> None:
        if self.data.on:
            fight.lay(one, self.data.name, self.data.rounds)
        else:
            fight.lift(one, self.data.name)


class CombatantOrder(EncounterEvent):
    """The whole order as it was dragged, first to last."""

    type = "combatant.order"
    example = {"encounter": "$encounter", "order": ["$combatant", "$hidden_combatant"]}

    class Input(Input):
        encounter: UUID
        order: Annotated[list[UUID], Meta(min_length=1, max_length=200)]

    def change(self, fight: Fight) -> None:
        fight.reorder(self.data.order)


class CombatantRoll(Event):
    """Throw initiative for one: those who lead, and players once for whom their token stands. It lies in the chat.

    It cannot be taken back: dice stay as they fell.
    """

    type = "combatant.roll"
    permission = "scenes.roll_initiative"
    streams = frozenset({"scene", "chat"})
    budget = "chat"
    example = {"combatant": "$unthrown", "modifier": 2}

    class Input(Input):
        combatant: UUID
        modifier: Modifier | UnsetType = UNSET
        visibility: Literal["public", "gm"] = "public"
        salt: Annotated[str, Meta(max_length=SALT)] = ""

    def target(self, who: Viewer) -> Combatant:
        self.fight = fight_with(who, self.data.combatant)
        return self.fight.one(self.data.combatant)

    def touched(self, one: Combatant) -> Iterable[Model]:
        return [*self.fight.rows, *changed(self.who, self.visibility(one))]

    def visibility(self, one: Combatant) -> str:
        """What one throws whom some of the players do not know is not for them."""
        return self.data.visibility if open_to_all(self.who.room, one) else "gm"

    def apply(self, one: Combatant) -> list[Model]:
        if one.initiative is not None and not self.who.leads:
            raise Conflict(_("Your initiative is set. Ask the game master to change it."), code="set")
        if self.data.modifier is not UNSET:
            one.modifier = self.data.modifier
        seen = self.visibility(one)
        with translation.override(self.who.room.language):
            label = _("Initiative: {name}").format(name=one.name if one.show_name or self.who.leads else "")
        roll = throw(self.who, d20(one.modifier), visibility=seen, label=label, salt=self.data.salt)
        self.fight.set_initiative(one, float(roll["total"]))
        heard = Listeners.of_roll(self.who, seen)
        message = Message.say(
            self.who.room, self.who.user, seq=self.seq, audience=heard.audience, readers=heard.readers,
            kind=Message.Kind.ROLL, text=roll["formula"], roll=roll,
        )  # fmt: skip
        return [*self.fight.save(), message]
