"""REST of rooms, by noun; whatever a table sees changes through `perform`."""

from rooms.api import files, history, membership, replay, rolls, rooms

routes = [*rooms.routes, *membership.routes, *history.routes, *replay.routes, *rolls.routes, *files.routes]
