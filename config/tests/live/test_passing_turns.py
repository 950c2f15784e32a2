"""What passes is shown at most 30 times a second for each thing, and an even sender is not held up."""

from __future__ import annotations

from config.live.passing import MOST_REMEMBERED, PASSING_GAP, Turns


def test_it_works() -> None:
    turns = Turns()
    assert turns.wait("goblin", 10.0) == 0
    turns.take("goblin", 10.0)
    assert turns.wait("goblin", 10.0 + PASSING_GAP) == 0


def test_jitter_does_not_hold_up_thirty_a_second() -> None:
    turns = Turns()
    for number in range(300):
        now = 10 + number * PASSING_GAP + (0.015 if number % 2 else 0)
        assert turns.wait("goblin", now) == 0
        turns.take("goblin", now)


def test_a_faster_sender_waits_its_turn() -> None:
    turns, shown = Turns(), 0
    for millisecond in range(1000):
        now = 10 + millisecond / 1000
        if not turns.wait("goblin", now):
            turns.take("goblin", now)
            shown += 1
    assert shown in (31, 32)


def test_things_do_not_wait_for_each_other() -> None:
    turns = Turns()
    turns.take("goblin", 10.0)
    turns.take("goblin", 10.0)
    assert turns.wait("goblin", 10.0) > 0
    assert turns.wait("knight", 10.0) == 0
    assert turns.others_move("knight", 10.0)
    assert not turns.others_move("goblin", 10.0)
    assert not turns.others_move("knight", 10.1)


def test_what_stopped_moving_is_forgotten() -> None:
    turns = Turns()
    for number in range(10 * MOST_REMEMBERED):
        turns.take(f"token {number}", float(number))
    assert len(turns._due) <= MOST_REMEMBERED
