"""A mapping says how far one datum moves one property, and is refused where it can't be."""

from __future__ import annotations

import msgspec
import pytest

from universes.visuals.mapping import BadMapping, Mapping, check, moved, share
from universes.visuals.source import Driven

PARAMETERS = {"gravity", "tempo"}


@pytest.mark.parametrize(
    ("mapping", "values"),
    [
        (Mapping(source="audio.level", property="size"), {-1: 0, 0: 0, 0.25: 0.25, 1: 1, 5: 1}),
        (Mapping(source="audio.level", property="size", low=1, high=0), {0: 1, 0.25: 0.75, 1: 0}),
        (Mapping(source="audio.level", property="size", to_low=2, to_high=4, scale=0.5), {0: 1, 0.5: 1.5, 1: 2}),
        (
            Mapping(source="audio.brightness", property="size", curve="logarithmic", low=100, high=10_000),
            {0: 0, 100: 0, 1000: 0.5, 10_000: 1, 20_000: 1},
        ),
        (
            Mapping(source="audio.level", property="size", curve="categorical", steps=3),
            {0: 0, 0.3: 0, 0.4: 0.5, 0.6: 0.5, 0.7: 1, 1: 1},
        ),
    ],
)
def test_a_value_goes_along_the_curve_and_is_held_at_its_ends(mapping: Mapping, values: dict[float, float]) -> None:
    for value, expected in values.items():
        assert moved(mapping, value) == pytest.approx(expected)


def test_a_logarithm_may_fall() -> None:
    falling = Mapping(source="audio.brightness", property="size", curve="logarithmic", low=10_000, high=100)
    assert [share(falling, value) for value in (50, 1000, 20_000)] == pytest.approx([1, 0.5, 0])


def test_factors_multiply_and_colours_mix() -> None:
    driven = Driven()
    driven.by(Mapping(source="audio.level", property="size"), 0.5)
    driven.by(Mapping(source="audio.peak", property="size"), 3.0)
    driven.by(Mapping(source="audio.peak", property="color", color="#ffffff"), 0.5)
    assert driven.size == 1.5 and driven.count == 1.0
    assert driven.color("#000000") == "#808080"


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("waveform", {"source": "audio.smell", "property": "size"}, "source"),
        ("waveform", {"source": "parameter.smell", "property": "size"}, "source"),
        ("waveform", {"source": "body.speed", "property": "size"}, "source"),
        ("waveform", {"source": "audio.level", "property": "count"}, "property"),
        ("waveform", {"source": "audio.level", "property": "size", "low": 1.0}, "high"),
        ("waveform", {"source": "audio.level", "property": "size", "curve": "logarithmic"}, "low"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(kind: str, given: dict[str, object], field: str) -> None:
    with pytest.raises(BadMapping) as refused:
        check(kind, msgspec.convert(given, Mapping), PARAMETERS)
    assert refused.value.field == field


def test_what_can_be_is_taken() -> None:
    check("physics", Mapping(source="body.speed", property="color"), PARAMETERS)
    check("particle_system", Mapping(source="parameter.gravity", property="count", high=20), PARAMETERS)


def test_a_source_is_two_plain_words() -> None:
    for source in ("gravity", "os.path.join", "body.__class__", "file./etc/passwd"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"source": source, "property": "size"}, Mapping)
