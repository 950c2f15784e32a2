"""REST of rooms, by noun; whatever a table sees changes through `perform`."""

from rooms.api import (
    archives,
    export,
    files,
    membership,
    messages,
    reading,
    replay,
    reports,
    rolls,
    rooms,
    search,
    sessions,
    staff,
)

routes = [
    *rooms.routes,
    *membership.routes,
    *messages.routes,
    *reading.routes,
    *search.routes,
    *export.routes,
    *archives.routes,
    *replay.routes,
    *rolls.routes,
    *files.routes,
    *sessions.routes,
    *reports.routes,
    *staff.routes,
]
