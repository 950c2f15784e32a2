"""REST of rooms, by noun; whatever a table sees changes through `perform`."""

from rooms.api import export, files, history, membership, messages, replay, rolls, rooms, search, sessions

routes = [
    *rooms.routes,
    *membership.routes,
    *history.routes,
    *messages.routes,
    *search.routes,
    *export.routes,
    *replay.routes,
    *rolls.routes,
    *files.routes,
    *sessions.routes,
]
