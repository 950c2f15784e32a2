"""Who acts after whom, rounds, conditions that run out, pips: the arithmetic of a fight."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from scenes.turns import Turn, after, before, in_order, numbered, passing, pips, placed


@dataclass
class One:
    name: str
    initiative: float | None = None
    modifier: int = 0
    killed: bool = False
    id: UUID = field(default_factory=uuid4)


def line(*names: str) -> list[One]:
    """In capitals: killed."""
    return [One(name, killed=name.isupper()) for name in names]


def walked(order: list[One], steps: int) -> list[str]:
    """Who acts, step by step, with the round: "a1"."""
    turn: Turn | None = None
    seen: list[str] = []
    for _step in range(steps):
        turn = after(order, turn.who if turn else None, turn.round if turn else 0)
        if turn is None:
            return [*seen, "nobody"]
        seen.append(next(one.name for one in order if one.id == turn.who) + str(turn.round))
    return seen


def test_turns_skip_the_killed_and_rounds_are_counted() -> None:
    assert walked(line("a", "b", "c"), 7) == ["a1", "b1", "c1", "a2", "b2", "c2", "a3"]
    assert walked(line("A", "b", "C", "d", "E"), 5) == ["b1", "d1", "b2", "d2", "b3"]
    assert walked(line("A", "B", "c"), 3) == ["c1", "c2", "c3"]
    assert walked(line("A"), 1) == walked([], 1) == ["nobody"]


def test_back_is_the_way_there_the_other_way_round() -> None:
    order = line("a", "B", "c", "d")
    there = [after(order, None, 0)]
    for _step in range(6):
        assert there[-1] is not None
        there.append(after(order, there[-1].who, there[-1].round))
    for earlier, later in zip(there, there[1:], strict=False):
        assert earlier is not None
        assert later is not None
        back = before(order, later.who, later.round)
        assert back is not None
        assert (back.who, back.round) == (earlier.who, earlier.round)
        assert sorted(back.begins) == sorted(later.begins)
    assert there[0] is not None
    assert before(order, there[0].who, 1) is None
    assert before(order, None, 0) is None


def test_the_order_is_descending_then_by_modifier_then_as_they_stood() -> None:
    order = [One("none"), One("low", 3), One("first", 12, 1), One("second", 12, 1), One("quick", 12, 4), One("top", 20)]
    assert [one.name for one in in_order(order)] == ["top", "quick", "first", "second", "low", "none"]
    dragged = [One("low", 3), One("top", 20), One("mid", 10)]
    assert [one.name for one in placed(dragged, One("new", 11))] == ["new", "low", "top", "mid"]
    assert [one.name for one in placed(in_order(dragged), One("new", 11))] == ["top", "new", "mid", "low"]
    assert [one.name for one in placed(dragged, One("none"))][-1] == "none"


def test_conditions_count_down_at_the_turn_they_were_laid_on() -> None:
    bearer, caster, other = uuid4(), uuid4(), uuid4()
    present = frozenset({bearer, caster, other})
    laid: list[dict[str, Any]] = [
        {"name": "stunned", "rounds": 1, "turn": str(caster)},
        {"name": "cursed", "rounds": None, "turn": None},
    ]
    assert passing(laid, bearer, [bearer, other], present) == (laid, [])
    lasts, ended = passing(laid, bearer, [caster], present)
    assert [one["name"] for one in lasts] == ["cursed"]
    assert [one["name"] for one in ended] == ["stunned"]
    burning = [{"name": "burning", "rounds": 3, "turn": str(caster)}]
    lasts, _ended = passing(burning, bearer, [caster], present)
    assert lasts[0]["rounds"] == 2
    assert passing(lasts, bearer, [caster], present, by=1)[0] == burning
    gone = present - {caster}
    assert passing(burning, bearer, [other], gone)[0] == burning
    assert passing(burning, bearer, [bearer], gone)[0][0]["rounds"] == 2


def test_pips_are_quarters_rounded_up() -> None:
    assert [pips(hp, 20) for hp in (20, 16, 15, 11, 10, 6, 5, 1, 0)] == [4, 4, 3, 3, 2, 2, 1, 1, 0]
    assert pips(25, 20) == 4
    assert pips(-3, 20) == 0
    assert pips(None, 20) is pips(5, None) is pips(5, 0) is None


def test_names_of_many() -> None:
    assert numbered("Goblin", 3, []) == ["Goblin_1", "Goblin_2", "Goblin_3"]
    assert numbered("Goblin", 2, ["Goblin_2", "Goblin_7", "Orc_9", "Goblin_x"]) == ["Goblin_8", "Goblin_9"]
