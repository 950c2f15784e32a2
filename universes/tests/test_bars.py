"""The endless piece by REST: the same notes for everybody, kept as long as they are heard, rendered and written as MIDI."""

from __future__ import annotations

from typing import Any

from config.jobs.models import JobRun

ALL = "/api/v1/universes"


def test_bars_are_the_same_for_all_and_change_with_the_parameters(
    moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any
) -> None:
    mine, his = as_(ada), as_(ben)
    bars = f"{ALL}/{moon.things['universe']}/bars"
    first = mine.get(f"{bars}?from=3&count=2")
    told = first.json()["data"]
    assert [bar["number"] for bar in told["bars"]] == [3, 4]
    assert told["bars"][0]["voices"][0]["notes"]
    asked = f"{bars}?revision={told['revision']}&from=3&count=2"
    answer = his.get(asked)
    assert answer.json()["data"] == told
    assert "immutable" in answer["Cache-Control"] and "immutable" not in first["Cache-Control"]
    assert his.get(asked, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    moon.lead.does("music.set", key="E")
    late = his.get(asked)
    assert late.json()["data"]["bars"] == [] and late["Cache-Control"] == "no-store"
    assert late.json()["data"]["revision"] != told["revision"]
    assert his.get(f"{bars}?count=99").json()["data"]["bars"][-1]["number"] == 31
    assert his.get(f"{bars}?from=x").status_code == 400
    assert as_(cleo).get(bars).status_code == 404


def test_it_is_rendered_and_written(moon: Any, ada: Any, cleo: Any, as_: Any) -> None:
    mine = as_(ada)
    address = f"{ALL}/{moon.things['universe']}"
    answer = mine.post(f"{address}/generate", {"bars": 1, "format": "ogg", "loop": True})
    assert answer.status_code == 202, answer.json()
    assert JobRun.objects.filter(pk=answer.json()["data"]["job"]).exists()
    midi = mine.post(f"{address}/midi", {"bars": 4})
    assert midi.content[:4] == b"MThd" and "the-drowned-moon.mid" in midi["Content-Disposition"]
    for wrong in ({"bars": 0}, {"bars": 2000}, {"bars": 4, "seconds": 4}, {"seconds": 601}, {"format": "aiff"}):
        assert mine.post(f"{address}/generate", wrong).status_code == 400, wrong
    assert (
        as_(cleo).post(f"{address}/generate", {}).status_code
        == as_(cleo).post(f"{address}/midi", {}).status_code
        == 404
    )
