"""Every address there is, with every id of its kinds, asked for as one person."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern

from config.api.description import described
from config.tests.canaries.world import World

UNIVERSE_THINGS = ("objects", "constraints", "story-points", "visualizations", "comments")
OF_UNIVERSE = (
    *UNIVERSE_THINGS,
    "scenes",
    *(
        "physics-parameters",
        "music-parameters",
        "bars",
        "history",
        "compare",
        "export",
        "picture",
        "simulation",
        "simulation/state",
        "timeline",
        "story",
        "physics/simulate/state",
    ),
)
OLDER = ("physics-parameters/{id}", "physics-parameters/universe/{id}")
OLDER_MUSIC = ("generate", "generate-ai", "download")
# Every GET address with the kinds of ids it takes; further ones with queries.
ROUTES: dict[str, tuple[str, ...]] = {
    # For staff only, whoever else asks: rooms/api/staff.py, accounts/staff/api.py, config/staff/api.py.
    **{
        f"/api/v1/admin/{things}": () for things in ("audit", "health", "jobs", "reports", "rooms", "settings", "users")
    },
    "/api/v1/admin/jobs/{job_id}": ("job",),
    "/api/v1/admin/reports/{report_id}": ("user",),
    "/api/v1/admin/rooms/{room_id}": ("room",),
    "/api/v1/admin/rooms/{room_id}/messages": ("room",),
    "/api/v1/admin/users/{user_id}": ("user",),
    "/api/v1/audio/list": (),
    "/api/v1/audio/presets": (),
    "/api/v1/calendar": (),
    "/api/v1/health": (),
    "/api/v1/health/db": (),
    "/api/v1/health/full": (),
    "/api/v1/invites/{code}": ("code",),
    "/api/v1/jobs/{id}": ("job",),
    "/api/v1/map-folders": (),
    "/api/v1/map-folders/{id}": ("folder",),
    "/api/v1/maps": (),
    "/api/v1/maps/{id}": ("map",),
    "/api/v1/maps/{id}/picture": ("map",),
    "/api/v1/maps/{id}/thumbnail": ("map",),
    "/api/v1/maps/{id}/usage": ("map",),
    "/api/v1/maps/tags": (),
    "/api/v1/maps/uploads": (),
    "/api/v1/maps/uploads/{id}": ("upload",),
    "/api/v1/sound-folders": (),
    "/api/v1/sound-folders/{id}": ("sound_folder",),
    "/api/v1/tracks": (),
    "/api/v1/tracks/{id}": ("track",),
    "/api/v1/tracks/{id}/cover": ("track",),
    "/api/v1/tracks/{id}/stream": ("track",),
    "/api/v1/tracks/{id}/usage": ("track",),
    "/api/v1/tracks/tags": (),
    "/api/v1/tracks/uploads": (),
    "/api/v1/tracks/uploads/{id}": ("track_upload",),
    "/api/v1/me": (),
    "/api/v1/me/export": (),
    "/api/v1/me/settings": (),
    "/api/v1/notifications": (),
    "/api/v1/remotes/{code}": ("code",),
    "/api/v1/rooms": (),
    "/api/v1/rooms/{room_id}": ("room",),
    "/api/v1/rooms/{room_id}/characters": ("room",),
    "/api/v1/rooms/{room_id}/characters/{character_id}": ("room", "character"),
    "/api/v1/rooms/{room_id}/characters/{character_id}/portrait": ("room", "character"),
    "/api/v1/displays/{code}": ("code",),
    "/api/v1/rooms/{room_id}/displays": ("room",),
    "/api/v1/rooms/{room_id}/encounters/{encounter_id}": ("room", "encounter"),
    "/api/v1/rooms/{room_id}/encounters/{encounter_id}/history": ("room", "encounter"),
    "/api/v1/rooms/{room_id}/entries": ("room",),
    "/api/v1/rooms/{room_id}/files/{file_id}": ("room", "file"),
    "/api/v1/rooms/{room_id}/handouts": ("room",),
    "/api/v1/rooms/{room_id}/handouts/{handout_id}": ("room", "handout"),
    "/api/v1/rooms/{room_id}/handouts/{handout_id}/picture": ("room", "handout"),
    "/api/v1/rooms/{room_id}/invites": ("room",),
    "/api/v1/rooms/{room_id}/macros": ("room",),
    "/api/v1/rooms/{room_id}/members": ("room",),
    "/api/v1/rooms/{room_id}/sessions": ("room",),
    "/api/v1/rooms/{room_id}/knocks": ("room",),
    "/api/v1/rooms/{room_id}/knock": ("room",),
    "/api/v1/rooms/{room_id}/bans": ("room",),
    "/api/v1/rooms/{room_id}/archives/{archive_id}": ("room", "job"),
    "/api/v1/rooms/{room_id}/export": ("room",),
    "/api/v1/rooms/{room_id}/messages": ("room",),
    "/api/v1/rooms/{room_id}/messages/{message_id}": ("room", "message"),
    "/api/v1/rooms/{room_id}/remotes": ("room",),
    "/api/v1/rooms/{room_id}/replay": ("room",),
    "/api/v1/rooms/{room_id}/roll-statistics": ("room",),
    "/api/v1/rooms/{room_id}/scene-folders": ("room",),
    "/api/v1/rooms/{room_id}/scenes": ("room",),
    "/api/v1/rooms/{room_id}/search": ("room",),
    "/api/v1/rooms/{room_id}/snapshot": ("room",),
    "/api/v1/rooms/{room_id}/soundtrack": ("room",),
    "/api/v1/rooms/{room_id}/soundtrack/bars": ("room",),
    "/api/v1/rooms/{room_id}/speakers": ("room",),
    "/api/v1/rooms/{room_id}/unread": ("room",),
    "/api/v1/scenes/{scene_id}": ("scene",),
    "/api/v1/scenes/{scene_id}/document": ("scene",),
    "/api/v1/scenes/{scene_id}/export": ("scene",),
    "/api/v1/scenes/{scene_id}/music-parameters": ("scene",),
    "/api/v1/scenes/{scene_id}/world": ("scene",),
    **{f"/api/v1/scenes/{{id}}/physics/{part}": ("scene",) for part in ("objects", "constraints", "simulate/state")},
    **{
        f"/api/v1/scenes/{{id}}/physics/{part}/{{thing_id}}": ("scene", "universe_thing")
        for part in UNIVERSE_THINGS[:2]
    },
    "/api/v1/scenes/{scene_id}/physics-parameters": ("scene",),
    "/api/v1/scenes/{scene_id}/tokens/{token_id}/picture": ("scene", "token"),
    "/api/v1/scenes/{scene_id}/tokens/{token_id}/sees": ("scene", "token"),
    "/api/v1/scenes/{scene_id}/maps/{placed_id}/picture": ("scene", "placed_map"),
    "/api/v1/scenes/{scene_id}/explored/{eyes}": ("scene", "eyes"),
    "/api/v1/scenes/{scene_id}/thumbnail": ("scene",),
    "/api/v1/scenes/{scene_id}/maps/{placed_id}/tiles/{eyes}/{z}/{x}/{y}": (
        *("scene", "placed_map", "eyes"),
        *("tile", "tile", "tile"),
    ),
    "/api/v1/spells": (),
    "/api/v1/visualization-kinds": (),
    "/api/v1/users/{id}/profile": ("user",),
    "/api/v1/music-parameters": (),
    "/api/v1/music-parameters/presets": (),
    "/api/v1/physics-parameters": (),
    "/api/v1/physics-parameters/presets": (),
    "/api/v1/universes": (),
    "/api/v1/universes/{id}": ("universe",),
    "/api/v1/universes/{id}/visualizations/exports/{export_id}": ("universe", "job"),
    "/api/v1/universes/{id}/exports/{export_id}": ("universe", "job"),
    "/api/v1/physics-parameters/defaults/{preset}": ("code",),
    **{f"/api/v1/{address}": ("universe",) for address in OLDER},
    **{f"/api/v1/physics-{things}": () for things in ("objects", "constraints")},
    **{f"/api/v1/physics-{things}/{{id}}": ("universe_thing",) for things in ("objects", "constraints")},
    **{f"/api/v1/music/{{id}}/{part}": ("universe",) for part in OLDER_MUSIC},
    "/api/v1/audio/tracks": (),
    "/api/v1/audio/{id}": ("track",),
    "/api/v1/audio/{id}/file": ("track",),
    **{f"/api/v1/universes/{{id}}/{part}": ("universe",) for part in OF_UNIVERSE},
    **{f"/api/v1/universes/{{id}}/{part}/{{thing_id}}": ("universe", "universe_thing") for part in UNIVERSE_THINGS},
}
QUERIES: dict[str, tuple[str, ...]] = {
    "/api/v1/maps?folder={id}": ("folder",),
    "/api/v1/maps?q=CANARY&order=new": (),
    "/api/v1/maps?duplicates=1&tag=CANARY": (),
    "/api/v1/tracks?folder={id}": ("sound_folder",),
    "/api/v1/tracks?q=CANARY&order=duration": (),
    "/api/v1/tracks/{id}/stream?original=1&download=1": ("track",),
    "/api/v1/rooms?mine=1&q=CANARY": (),
    "/api/v1/rooms/{room_id}/handouts/{handout_id}/picture?preview=1": ("room", "handout"),
    "/api/v1/scenes/{scene_id}/export?format=json": ("scene",),
    "/api/v1/scenes/{scene_id}/export?format=uvtt": ("scene",),
    "/api/v1/rooms/{room_id}/export?format=html": ("room",),
    "/api/v1/rooms/{room_id}/export?format=json": ("room",),
    "/api/v1/rooms/{room_id}/messages?around=2": ("room",),
    "/api/v1/rooms/{room_id}/messages?before=99": ("room",),
    "/api/v1/rooms/{room_id}/messages?date=2020-01-01&tz=Asia/Tokyo": ("room",),
    "/api/v1/rooms/{room_id}/messages?limit=1": ("room",),
    "/api/v1/rooms/{room_id}/sessions?to_come=1": ("room",),
    "/api/v1/rooms/{room_id}/entries?since=0": ("room",),
    **{f"/api/v1/rooms/{{room_id}}/replay?at={seq}": ("room",) for seq in (0, 5, 99)},
    "/api/v1/rooms/{room_id}/search?q=canary": ("room",),
    "/api/v1/rooms/{room_id}/snapshot?scene={id}": ("room", "scene"),
    "/api/v1/universes?q=CANARY&order=popular": (),
    "/api/v1/universes?mine=1&visibility=private": (),
    "/api/v1/universes/{id}/export?format=audio": ("universe",),
    "/api/v1/nothing/here": (),
    "/api/v1/schema": (),
}
PAGES: dict[str, tuple[str, ...]] = {
    "": (),
    "account/": (),
    "account/second-factor/": (),
    "ca.crt": (),
    "calendar/<str:token>.ics": ("code",),
    "display/<str:code>/": ("code",),
    "forgot/": (),
    "join/<str:code>/": ("code",),
    "language/": (),
    "library/": (),
    "metrics": (),
    "manifest.webmanifest": (),
    "offline/<str:language>/": ("code",),
    "people/<uuid:pk>/avatar": ("user",),
    "register/": (),
    "reset/<str:uid>/<str:token>/": ("code", "code"),
    "rooms/": (),
    "rooms/<uuid:room_id>/": ("room",),
    "rooms/<uuid:room_id>/as/<uuid:user_id>/": ("room", "user"),
    "rooms/<uuid:room_id>/initiative/": ("room",),
    "rooms/<uuid:room_id>/join/": ("room",),
    "rooms/<uuid:room_id>/waiting/": ("room",),
    "service-worker.js": (),
    "sign-in/": (),
    "sign-in/code/": (),
    "sign-in/demo/": (),
    "sign-out/": (),
    "sounds/": (),
    "speaker/<str:code>/": ("code",),
    "trust/": (),
    "universes/": (),
    "universes/<uuid:id>/": ("universe",),
    "words/<str:language>-<str:fingerprint>.json": ("code", "code"),
}
OTHERS = ("gm/", "admin/", "api/v1/")
"""What lies below has its own table or test (test_back_office_crawl)."""


UPLOADS = {"maps": "upload", "tracks": "track_upload"}
BY_NOUN = {
    **{"jobs": "job", "map-folders": "folder", "maps": "map", "sound-folders": "sound_folder", "tracks": "track"},
    "universes": "universe",
}
KIND_OF: dict[str, Any] = {
    "code": lambda route: "code",
    **dict.fromkeys("zxy", lambda route: "tile"),
    "eyes": lambda route: "eyes",
    "id": lambda route: (
        UPLOADS[route.split("/")[3]] if "/uploads/" in route else BY_NOUN.get(route.split("/")[3], "user")
    ),
    "archive_id": lambda route: "job",
    "export_id": lambda route: "job",
    "job_id": lambda route: "job",
    "report_id": lambda route: "user",
    "user_id": lambda route: "user",
    "place": lambda route: "tile",
    "preset": lambda route: "code",
    "thing_id": lambda route: "universe_thing",
    "room_id": lambda route: "room",
    "file_id": lambda route: "file",
    "scene_id": lambda route: "scene",
    "placed_id": lambda route: "placed_map",
    "encounter_id": lambda route: "encounter",
    "handout_id": lambda route: "handout",
    "import_id": lambda route: "user",
    "display_id": lambda route: "user",
    "device_id": lambda route: "user",
    "number": lambda route: "tile",
    "character_id": lambda route: "character",
    "token_id": lambda route: "token",
    "invite_id": lambda route: "user",
    "message_id": lambda route: "message",
    "macro_id": lambda route: "user",
}

KINDS = {kind for asked in (ROUTES, QUERIES, PAGES) for kinds in asked.values() for kind in kinds}


def paths() -> dict[str, Any]:
    return described()["paths"]  # type: ignore[no-any-return]


def pages(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        elif route not in OTHERS:
            yield from pages(pattern.url_patterns, route)


class Addresses:
    """All addresses of this world. `mixed`: also those that name things of both tables at once."""

    def __init__(self, world: World, *, mixed: bool) -> None:
        self.ids = {kind: world.every_id(kind) for kind in KINDS}
        self.homes = {} if mixed else world.homes()

    def of(self, route: str, kinds: tuple[str, ...]) -> Iterator[str]:
        """The addresses of a route, with every id of its kinds."""
        gaps = route.replace("<", "{").replace(">", "}").split("{")
        for ids in itertools.product(*(self.ids[kind] for kind in kinds)):
            if len({self.homes[id] for id in ids if id in self.homes}) < 2:
                yield gaps[0] + "".join(id + gap.split("}", 1)[1] for id, gap in zip(ids, gaps[1:], strict=True))


def body(response: Any, address: str) -> bytes:
    """All bytes of an answer with its headers, without what the asker wrote into the address."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    raw = content + str(response.headers).encode()
    for word in address.replace("?", "/").replace("=", "/").split("/"):
        raw = raw.replace(word.encode(), b"") if len(word) > 20 else raw
    return raw


def crawl(client: Any, addresses: Addresses, *, unsafe: bool) -> bytes:
    """All bytes that come back from every address; with `unsafe` also from every other method, with nonsense."""
    seen = []
    asked = {**ROUTES, **QUERIES, **{f"/{page}": kinds for page, kinds in PAGES.items()}}
    for route, kinds in asked.items():
        for address in addresses.of(route, kinds):
            response = client.get(address)
            assert response.status_code < 500, address
            seen.append(body(response, address))
    for route, methods in paths().items() if unsafe else ():
        kinds = tuple(KIND_OF[part.split("}")[0]](route) for part in route.split("{")[1:])
        for address in addresses.of(route, kinds):
            for method in set(methods) - {"get"}:
                response = getattr(client, method)(address, {"nonsense": 1})
                assert response.status_code < 500, (method, address)
                seen.append(body(response, address))
    return b"\n".join(seen)
