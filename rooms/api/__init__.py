"""REST of rooms, by noun; whatever a table sees changes through `perform`."""

from rooms.api import export, files, membership, messages, reading, replay, reports, rolls, rooms, search, sessions

routes = [
    *rooms.routes,
    *membership.routes,
    *messages.routes,
    *reading.routes,
    *search.routes,
    *export.routes,
    *replay.routes,
    *rolls.routes,
    *files.routes,
    *sessions.routes,
    *reports.routes,
]
