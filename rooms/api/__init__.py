"""REST of rooms, by noun; whatever a table sees changes through `perform`."""

from rooms.api import history, membership, rooms

routes = [*rooms.routes, *membership.routes, *history.routes]
