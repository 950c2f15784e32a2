"""A Universal VTT file as data: pixels, bounds, and words for what is wrong. The values of cases/ were given with them."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.formats import uvtt
from maps.formats.structure import Malformed, colour
from maps.tests.conftest import case, picture

PICTURE = base64.b64encode(picture(40, 40)).decode()


def document(**changes: Any) -> bytes:
    plain = {
        "format": 0.3,
        "resolution": {"map_size": {"x": 4, "y": 4}, "pixels_per_grid": 10},
        "image": PICTURE,
    }
    return json.dumps({**plain, **changes}).encode()


def points(*pairs: tuple[float, float]) -> list[dict[str, float]]:
    return [{"x": x, "y": y} for x, y in pairs]


def test_it_works() -> None:
    parsed = uvtt.parse(case("synthetic-origin.dd2vtt"))

    assert (parsed.width, parsed.height) == (600, 400)
    assert len(parsed.walls) == 4
    assert parsed.walls[0][:2] == (50, 50)
    assert len(parsed.object_walls) == 2
    assert parsed.report == {"walls_zero_length": 1, "walls_outside": 1}
    assert [door.closed for door in parsed.doors] == [True, False, True]
    assert [door.freestanding for door in parsed.doors] == [False, False, True]
    first = parsed.doors[0]
    assert ((first.x1, first.y1), (first.x2, first.y2)) == ((175, 300), (225, 300))
    lights = [(light.x, light.y, light.range, light.color, light.alpha) for light in parsed.lights]
    assert lights == [(125, 150, 200, "#eccd8b", 1.0), (500, 300, 125, "#aabbff", 0.502)]
    assert parsed.ambient == "#202433"
    out = io.BytesIO()
    parsed.write_image(out)
    assert out.getvalue().startswith(b"\x89PNG")


def test_without_an_origin_it_counts_from_the_corner() -> None:
    parsed = uvtt.parse(case("synthetic-format1-data-uri.uvtt"))

    assert parsed.format == "1.0"
    assert parsed.object_walls == ()
    assert parsed.doors[0].x1 == 350
    out = io.BytesIO()
    parsed.write_image(out)
    assert out.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{}", "not_uvtt"),
        (b"[]", "not_uvtt"),
        (b"{" * 100_000, "not_uvtt"),
        (b'{"a":' + b"[" * 100_000, "not_uvtt"),
        (b"\xff\xfe{", "not_uvtt"),
        (document(resolution={"map_size": {"x": "4", "y": 4}, "pixels_per_grid": 10}), "not_uvtt"),
        (document(resolution={"map_size": {"x": 4, "y": 4}, "pixels_per_grid": 0}), "no_size"),
        (document(resolution={"map_size": {"x": -4, "y": 4}, "pixels_per_grid": 10}), "no_size"),
        (document(resolution={"map_size": {"x": 1e9, "y": 4}, "pixels_per_grid": 10}), "too_large"),
        (document().replace(b'"x": 4', b'"x": NaN'), "not_uvtt"),
        (document().replace(b'"x": 4', b'"x": 1e999'), "not_uvtt"),
        (document(line_of_sight=[points((1e300, 0), (0, 0))]), "coordinate"),
        (document(line_of_sight=[points((1e9, 0), (0, 0))]), "coordinate"),
        (document(lights=[{"position": {"x": 1, "y": 1}, "range": -1}]), "coordinate"),
        (document(line_of_sight=[points(*[(0, 0)] * 10_001)]), "too_many_points"),
        (document(line_of_sight=[points((0, 0), (1, 1))] * 5_001), "too_many_walls"),
        (document(line_of_sight=[points((0, 0), (1, 1))] * 2_501, objects_line_of_sight=[points((0, 0), (1, 1))] * 2_500), "too_many_walls"),
        (document(portals=[{"bounds": points((0, 0), (1, 1))}] * 5_001), "too_many_walls"),
        (document(lights=[{"position": {"x": 1, "y": 1}, "range": 1}] * 501), "too_many_lights"),
        (document(line_of_sight=[[{"x": 0, "y": 0, "": "x" * 100}]] * 170_000), "too_many"),
        (document(image=None), "picture_missing"),
        (document(image=""), "picture_missing"),
        (document(image={"path": "a"}), "picture_missing"),
        (document(image="modules/some/map.webp"), "picture_is_a_path"),
        (document(image="data:image/png," + PICTURE), "picture_broken"),
    ],
)  # fmt: skip
def test_it_refuses(content: bytes, reason: str) -> None:
    with pytest.raises(Malformed) as refused:
        uvtt.parse(content)
    assert refused.value.reason == reason


def test_it_refuses_a_picture_that_is_a_path() -> None:
    with pytest.raises(Malformed) as refused:
        uvtt.parse(case("synthetic-image-is-a-path.uvtt"))
    assert refused.value.reason == "picture_is_a_path"


def test_it_refuses_a_picture_in_broken_base64() -> None:
    parsed = uvtt.parse(document(image=PICTURE[:100] + "!!!" + PICTURE[100:]))

    with pytest.raises(Malformed) as refused:
        parsed.write_image(io.BytesIO())
    assert refused.value.reason == "picture_broken"


@pytest.mark.parametrize(
    "written", [PICTURE, PICTURE.rstrip("="), "data:image/png;base64," + PICTURE, PICTURE.replace("A", "A\n", 3)]
)
def test_it_reads_the_picture_however_it_is_written(written: str) -> None:
    out = io.BytesIO()
    uvtt.parse(document(image=written)).write_image(out)
    assert out.getvalue() == picture(40, 40)


def test_it_reads_escaped_slashes() -> None:
    out = io.BytesIO()
    uvtt.parse(document().replace(b"/", b"\\/")).write_image(out)
    assert out.getvalue() == picture(40, 40)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("eccd8b", ("#eccd8b", 1.0)),
        ("#ECCD8B", ("#eccd8b", 1.0)),
        ("ffeccd8b", ("#eccd8b", 1.0)),
        ("#80aabbff", ("#aabbff", 0.502)),
        ("00000000", ("#000000", 0.0)),
    ],
)
def test_colours(written: str, expected: tuple[str, float]) -> None:
    assert colour(written) == expected


@pytest.mark.parametrize("written", ["", "red", "#fff", "12345", "gggggg", "0x112233"])
def test_what_is_no_colour(written: str) -> None:
    with pytest.raises(ValueError):
        colour(written)


def test_an_unknown_colour_is_white_and_reported() -> None:
    parsed = uvtt.parse(
        document(
            environment={"ambient_light": "dusk"},
            lights=[{"position": {"x": 1, "y": 1}, "range": 1, "color": "warm"}],
        )
    )

    assert (parsed.lights[0].color, parsed.ambient) == ("#ffffff", "#ffffff")
    assert parsed.report == {"colours_unknown": 2}


def test_a_wall_that_crosses_the_picture_stays_though_both_ends_lie_outside() -> None:
    parsed = uvtt.parse(
        document(line_of_sight=[points((-1, 2), (9, 2)), points((-1, 2), (2, -9)), points((0, -1), (0, 9))])
    )

    assert parsed.walls == ((-10, 20, 90, 20), (0, -10, 0, 90))
    assert parsed.report == {"walls_outside": 1}


def test_a_light_outside_stays_when_it_shines_in() -> None:
    parsed = uvtt.parse(
        document(
            lights=[
                {"position": {"x": -1, "y": 2}, "range": 2},
                {"position": {"x": -5, "y": 2}, "range": 2},
                {"position": {"x": 1, "y": 1}, "range": 0},
            ]
        )
    )

    assert [light.x for light in parsed.lights] == [-10]
    assert parsed.report == {"lights_outside": 1, "lights_without_range": 1}


def test_a_door_without_two_ends_is_reported() -> None:
    parsed = uvtt.parse(document(portals=[{"bounds": points((0, 0))}, {"bounds": points((1, 1), (1, 1))}]))

    assert parsed.doors == ()
    assert parsed.report == {"doors_without_ends": 1, "doors_zero_length": 1}


def test_a_picture_of_another_size_takes_the_structure_along() -> None:
    parsed = uvtt.parse(
        document(line_of_sight=[points((1, 1), (2, 2))], lights=[{"position": {"x": 1, "y": 1}, "range": 2}])
    )

    assert parsed.fitted_to(40, 40) is parsed
    larger = parsed.fitted_to(80, 80)
    assert larger.walls == ((20, 20, 40, 40),)
    assert (larger.lights[0].range, larger.pixels_per_grid) == (40, 20)
    assert larger.report == {"picture_scaled": 1}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "a", "ff202433", "data:,", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["x", "y", "position", "bounds"]), inner)
    ),
    max_leaves=10,
)
FIELDS = ("line_of_sight", "objects_line_of_sight", "portals", "lights", "environment", "image", "format", "resolution")


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_is_in_the_fields_it_is_read_or_refused(fields: dict[str, Any]) -> None:
    try:
        uvtt.parse(document(**fields))
    except Malformed:
        pass


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_whatever_the_bytes_they_are_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        uvtt.parse(content)
