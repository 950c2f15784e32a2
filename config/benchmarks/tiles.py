"""`manage.py benchmark tiles`: how long maps take to be cut, in how much memory, and a tile that is cut by a mask.

The pictures are hills with grain: nothing in them compresses well, as in no map that somebody drew.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import thread_time
from typing import Any

import numpy as np
import pyvips
from django.core.files.storage import InMemoryStorage
from shapely import Point

from accounts.models import StoredFile
from config.benchmarks.report import Report, Row, say
from config.files.tile_file import Pyramid
from maps.models import Map
from scenes import tiles
from scenes.models import PlacedMap
from scenes.tiles import Tiles
from scenes.vision import Mask

SIDES = (4096, 16_384)
MOST_MIB, MOST_MS = 512.0, 10.0
CHILD = """
import json, resource, sys, time
from config.files import decode
started = time.time()
made = decode.OPERATIONS[sys.argv[1]](path=sys.argv[2], kind="map", directory=sys.argv[3])
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "seconds": time.time() - started, "processor": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024,
    "megabytes": made["size"] / 1e6,
}))
"""


def hills(side: int, target: Path) -> Path:
    """A square picture in the format that `target` ends in."""
    place = pyvips.Image.xyz(side, side)
    grain = pyvips.Image.gaussnoise(side, side, sigma=8)
    height = (place[0] / 90).sin() * 40 + (place[1] / 70).cos() * 50 + grain
    picture = (height + 120).bandjoin([height * 0.8 + 110, height * 0.5 + 70]).cast("uchar")
    picture.copy(interpretation="srgb").write_to_file(str(target))
    return target


def measured(do: str, path: Path, directory: Path) -> dict[str, float]:
    """One operation as the child process does it, in a process of its own."""
    environment = {**os.environ, "VIPS_CONCURRENCY": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    output = subprocess.run(
        [sys.executable, "-c", CHILD, do, str(path), str(directory)], env=environment, capture_output=True, check=True
    ).stdout
    found: dict[str, float] = json.loads(output)
    return found


def cutting(report: Report, quick: bool) -> None:
    """Pictures of two sizes into tiles."""
    for side in SIDES[:1] if quick else SIDES:
        for format in ("jpg", "png"):
            with tempfile.TemporaryDirectory() as directory:
                found = measured("tiles", hills(side, Path(directory) / f"hills.{format}"), Path(directory))
            detail = {name: round(value, 1) for name, value in found.items()}
            what = f"{side} px {format.upper()} into tiles"
            report.add(Row(f"{side}.{format}.seconds", what, found["processor"], "s of processor", detail=detail))
            report.add(Row(f"{side}.{format}.memory", f"{what}, most memory", found["mib"], "MiB", MOST_MIB))


def masked(report: Report, quick: bool) -> None:
    """Tiles on the edge of what is known, at each size, upright and turned."""
    from config.files.decode_tiles import write

    with tempfile.TemporaryDirectory() as directory:
        pixels = np.asarray(pyvips.Image.new_from_file(str(hills(4096, Path(directory) / "hills.jpg"))))
        strips = (pixels[top : top + 512] for top in range(0, 4096, 512))
        write(f"{directory}/tiles", strips, Pyramid(4096, 4096), exact=False)
        content = (Path(directory) / "tiles").read_bytes()
    storage, before = InMemoryStorage(), tiles.default_storage
    with storage.open("tiles", "wb") as file:
        file.write(content)
    tiles.default_storage = storage  # type: ignore[assignment]
    try:
        for rotation in (0.0, 30.0):
            for level in range(4):
                times = _edge(level, rotation, rounds=1 if quick else 5)
                what = f"a tile at 1/{1 << level}, turned by {rotation:g} degrees"
                report.add(Row(f"level{level}.{rotation:g}", what, median(times), "ms of processor", MOST_MS))
    finally:
        tiles.default_storage = before


def _edge(level: int, rotation: float, *, rounds: int) -> list[float]:
    """Milliseconds for each tile of the level that is known in part, with nothing remembered."""
    placed = PlacedMap(map=Map(width=4096, height=4096), rotation=rotation)
    cutter = Tiles(placed, StoredFile(key="tiles"), Mask.of(Point(2048, 2048).buffer(1500), 6))
    across, down = Pyramid(4096, 4096).tiles(level)
    times: list[float] = []
    for place in [(level, x, y) for x in range(across) for y in range(down)] * rounds:
        known = cutter._known(*place)
        if known is None or not known.any():
            continue
        tiles.kept.clear()
        cutter._index()
        started = thread_time()
        cutter.tile(*place)
        times.append((thread_time() - started) * 1000)
    return times


ROWS: dict[str, Callable[[Report, bool], None]] = {"cutting": cutting, "masked": masked}


def run(*, only: list[str] | None, quick: bool) -> Report:
    conditions: dict[str, Any] = {"python": platform.python_version(), "load": f"{os.getloadavg()[0]:.1f}"}
    report = Report("tiles", conditions)
    for name in only or ROWS:
        say(f"{name}: {ROWS[name].__doc__}")
        ROWS[name](report, quick)
    return report
