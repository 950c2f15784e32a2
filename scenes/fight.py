"""An encounter with all who stand in it: read once, changed by its verbs, written back by `save`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Model
from config.api.errors import Conflict, Invalid
from scenes import turns
from scenes.conditions import in_words
from scenes.models import Character, Combatant, Encounter, EncounterLine, Token
from scenes.models.encounter import MOST_LINES

WRITTEN = (
    *("name", "show_name", "initiative", "modifier", "is_player", "hp", "hp_max"),
    *("killed", "hidden", "order", "conditions"),
)
MOST_CONDITIONS = 20


class Fight:
    """`line`: its combatants in order; `tokens`: those of theirs that there are, by id; `made`: rows that are new.

    What is written is written once, at the end, whatever the verbs did in between.
    """

    def __init__(self, encounter: Encounter, known: Mapping[UUID, Token] | None = None) -> None:
        """`known`: tokens that are read already, of the encounter's very scene; those who stand for them know these."""
        self.encounter = encounter
        self.line: list[Combatant] = list(encounter.combatants.select_related("token__character"))
        linked = {one.token_id for one in self.line}
        self.tokens = {pk: token for pk, token in (known or {}).items() if pk in linked}
        for one in self.line:
            one.encounter = encounter
            if one.token is not None:
                one.token = self.tokens.setdefault(one.token.pk, one.token)
        self.bound = _bound_to_characters(self.tokens.values())
        rows: list[Combatant | Token] = [*self.line, *self.tokens.values()]
        for row in rows:
            row.scene = encounter.scene
        self.made: list[Model] = []
        self.gone: list[Combatant] = []
        self._before = {one.pk: _state(one) for one in self.line}
        self._hidden = {token.pk: token.hidden for token in self.tokens.values()}

    @property
    def rows(self) -> list[Model]:
        """All rows that a verb may change, and lines that are to give way to new ones."""
        return [self.encounter, *self.line, *self.gone, *self.tokens.values(), *self.bound, *self._oldest()]

    def one(self, pk: UUID) -> Combatant:
        return next(one for one in self.line if one.pk == pk)

    # Who stands in it ------------------------------------------------------------------------------------------------

    def join(self, new: Sequence[Combatant]) -> None:
        """New ones, each placed by its initiative."""
        Combatant.require_place(self.encounter.pk, len(new))
        for one in new:
            one.encounter, one.scene = self.encounter, self.encounter.scene
            self.line = turns.placed(self.line, one)
        self.made += new
        if new:
            self.say(lambda: _("%(names)s joined.") % {"names": ", ".join(one.name for one in new)})

    def leave(self, gone: Iterable[Combatant]) -> None:
        """They are taken out; whose turn it is gives it on first."""
        for one in list(gone):
            self._give_on(one)
            self.line.remove(one)
            self.gone.append(one)

    def reorder(self, wanted: Sequence[UUID]) -> None:
        """The whole line as it was dragged. Raises Conflict when it is not the line that there is."""
        known = {one.pk: one for one in self.line}
        if len(wanted) != len(known) or set(wanted) != set(known):
            raise Conflict(_("Somebody joined or left meanwhile."), code="changed")
        self.line = [known[pk] for pk in wanted]

    def sort(self) -> None:
        self.line = turns.in_order(self.line)

    def set_initiative(self, one: Combatant, initiative: float | None) -> None:
        one.initiative = initiative
        self.line = turns.placed(self.line, one)

    # Turns -----------------------------------------------------------------------------------------------------------

    def next(self) -> None:
        """Raises Invalid when there is nobody left to act."""
        here = self.encounter
        turn = turns.after(self.line, here.turn, here.round)
        if turn is None:
            raise Invalid(_("Nobody is left to act."), code="nobody")
        if turn.round != here.round:
            self.say(lambda: _("Round %(round)d") % {"round": turn.round})
        self._come(turn)

    def previous(self) -> None:
        """Raises Invalid where the fight began."""
        turn = turns.before(self.line, self.encounter.turn, self.encounter.round)
        if turn is None:
            raise Invalid(_("The fight begins here."), code="beginning")
        self._pass_conditions(turn.begins, by=1)
        self.encounter.turn, self.encounter.round = turn.who, turn.round

    def _come(self, turn: turns.Turn) -> None:
        self.encounter.turn, self.encounter.round = turn.who, turn.round
        self._pass_conditions(turn.begins)
        token = self._token(self.one(turn.who))
        if token is not None and token.trail:
            token.end_trail()

    def _pass_conditions(self, begins: Iterable[UUID], *, by: int = -1) -> None:
        present = frozenset(one.pk for one in self.line)
        for one in self.line:
            lasts, ended = turns.passing(one.conditions, one.pk, begins, present, by=by)
            for condition in ended:
                self._say_lifted(one, condition["name"])
            if lasts != one.conditions:
                self._bear(one, lasts)

    def _give_on(self, one: Combatant) -> None:
        """The turn goes on before `one` is out; nobody's when there is nobody else."""
        if self.encounter.turn != one.pk:
            return
        turn = turns.after(self.line, one.pk, self.encounter.round)
        if turn is None or turn.who == one.pk:
            self.encounter.turn = None
        else:
            self._come(turn)

    # Hit points ------------------------------------------------------------------------------------------------------

    def hurt(self, one: Combatant, change: int) -> None:
        """So many hit points more or less. Raises Invalid when nobody knows how many there are."""
        if one.hp is None:
            raise Invalid(fields={"change": [_("Their hit points are not known.")]})
        most = max(one.hp, one.hp_max) if one.hp_max is not None else one.hp + max(0, change)
        hp = max(0, min(one.hp + change, most))
        self.say(lambda: _changed(change) % {"name": one.name, "count": abs(change)})
        self.set_hp(one, hp)

    def set_hp(self, one: Combatant, hp: int | None) -> None:
        """Who has none left is killed, who has some again is not."""
        self._fill(one, hp)
        if hp is not None and hp <= 0:
            self.kill(one)
        elif hp is not None and one.killed:
            one.killed = False
            self.say(lambda: _("%(name)s is back.") % {"name": one.name})

    def kill(self, one: Combatant) -> None:
        if one.killed:
            return
        self._give_on(one)
        one.killed = True
        if one.hp is not None:
            self._fill(one, 0)
        self.say(lambda: _("%(name)s is out.") % {"name": one.name})

    def revive(self, one: Combatant) -> None:
        """With one hit point."""
        if not one.killed:
            return
        one.killed = False
        if one.hp is not None:
            self._fill(one, 1)
        self.say(lambda: _("%(name)s is back.") % {"name": one.name})

    def _fill(self, one: Combatant, hp: int | None) -> None:
        one.hp = hp
        token = self._token(one)
        if hp is None or token is None or not token.bars:
            return
        bar, attribute = token.bars_now()[0], token.bars[0].get("attribute")
        if bar["value"] == hp:
            return
        if attribute and token.character is not None and attribute in token.character.attributes:
            token.character.set_attribute(attribute, hp)
        else:
            first, *others = token.bars
            token.change(version=None, bars=[{**first, "value": hp}, *others])

    # Conditions ------------------------------------------------------------------------------------------------------

    def lay(self, one: Combatant, name: str, rounds: int | None) -> None:
        """A condition, counted from the turn it is now; one of the same name gives way. Raises Invalid for too many."""
        others = [condition for condition in one.conditions if condition["name"] != name]
        if len(others) >= MOST_CONDITIONS:
            raise Invalid(fields={"name": [_("At most 20 conditions.")]})
        turn = str(self.encounter.turn) if self.encounter.turn else None
        self._bear(one, [*others, {"name": name, "rounds": rounds, "turn": turn}])
        self.say(lambda: _("%(name)s: %(condition)s.") % {"name": one.name, "condition": in_words(name)})

    def lift(self, one: Combatant, name: str) -> None:
        self._bear(one, [condition for condition in one.conditions if condition["name"] != name])
        self._say_lifted(one, name)

    def _say_lifted(self, one: Combatant, name: str) -> None:
        self.say(lambda: _("%(name)s: no longer %(condition)s.") % {"name": one.name, "condition": in_words(name)})

    def _bear(self, one: Combatant, conditions: list[turns.Condition]) -> None:
        one.conditions = conditions
        token = self._token(one)
        if token is not None:
            token.change(version=None, conditions=[{key: c[key] for key in ("name", "rounds")} for c in conditions])

    def follow(self) -> None:
        """What was done to tokens was done to who stands for them: by the first bar, the conditions, and hiding: the name
        in the order would tell of a token that players must not know of.
        """
        turn = str(self.encounter.turn) if self.encounter.turn else None
        for one in self.line:
            token = self._token(one)
            if token is None:
                continue
            if token.hidden != self._hidden[token.pk]:
                one.hidden = token.hidden
            hp, most = hp_of(token)
            if hp is not None:
                one.hp_max = most
                if hp != one.hp:
                    self.set_hp(one, hp)
            laid = {(condition["name"], condition["rounds"]): condition for condition in one.conditions}
            one.conditions = [
                laid.get((borne["name"], borne["rounds"]), {**borne, "turn": turn}) for borne in token.conditions
            ]

    def _token(self, one: Combatant) -> Token | None:
        return self.tokens.get(one.token_id) if one.token_id else None

    # Writing ---------------------------------------------------------------------------------------------------------

    def say(self, words: Callable[[], str]) -> None:
        """A line of what happened, which all read: in the language of the table, whoever did it."""
        with translation.override(self.encounter.scene.room.language):
            text = words()
        self.made.append(EncounterLine(encounter=self.encounter, scene=self.encounter.scene, text=text[:300]))

    def save(self) -> list[Model]:
        """Writes what changed, and returns what is new. The oldest lines give way to those beyond the bound."""
        for place, one in enumerate(self.line):
            one.order = place
        for one in self.gone:
            one.delete()
        new = {one.pk for one in self.made}
        changed = [one for one in self.line if one.pk not in new and _state(one) != self._before[one.pk]]
        for one in changed:
            one.updated_at = timezone.now()
        Combatant.objects.bulk_update(changed, [*WRITTEN, "updated_at"], batch_size=50)
        self.encounter.save()
        for line in self._oldest():
            line.delete()
        for row in self.made:
            row.save(force_insert=True)
        return self.made

    def _oldest(self) -> list[EncounterLine]:
        """Read when it is first asked for: the lines that are too many with those a command adds."""
        if not hasattr(self, "_giving_way"):
            many = self.encounter.lines.count() + len(self.line) + 8 - MOST_LINES
            lines = self.encounter.lines.all()[:many] if many > 0 else []
            self._giving_way = list(lines)
        return self._giving_way


def _state(one: Combatant) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in WRITTEN)


def _bound_to_characters(tokens: Iterable[Token]) -> list[Model]:
    """The characters whose attributes the first bars of tokens show, and their other tokens everywhere: what these show
    changes with them. The tokens of one character are made to know the very same.
    """
    characters: dict[UUID, Character] = {}
    for token in tokens:
        if token.character is not None and token.bars and token.bars[0].get("attribute"):
            token.character = characters.setdefault(token.character.pk, token.character)
    if not characters:
        return []
    known = {token.pk for token in tokens}
    others = list(Token.objects.filter(character__in=characters).exclude(pk__in=known).select_related("scene"))
    for token in others:
        token.character = characters[token.character_id]
    return [*characters.values(), *others]


def hp_of(token: Token) -> tuple[int | None, int | None]:
    """(hit points, most of them) by the token's first bar."""
    if not token.bars:
        return None, None
    first = token.bars_now()[0]
    return round(first["value"]), max(1, round(first["max"])) if first["max"] is not None else None


def fights_of(rows: Iterable[Any]) -> list[Fight]:
    """The fights under way in which somebody stands for one of these tokens; the very same tokens, and characters."""
    tokens = {row.pk: row for row in rows if isinstance(row, Token)}
    if not tokens:
        return []
    scenes = {token.scene_id: token.scene for token in tokens.values()}
    found = list(Encounter.objects.filter(active=True, combatants__token__in=tokens).distinct())
    for encounter in found:
        encounter.scene = scenes[encounter.scene_id]
    return [Fight(encounter, tokens) for encounter in found]


def _changed(change: int) -> str:
    if change < 0:
        return ngettext("%(name)s loses %(count)d hit point.", "%(name)s loses %(count)d hit points.", -change)
    return ngettext("%(name)s regains %(count)d hit point.", "%(name)s regains %(count)d hit points.", change)
