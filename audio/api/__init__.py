"""REST of sounds, by noun; edges translate, `perform` and the library decide."""

from audio.api import devices, remote, rendering, shelf, shelves, streams, tracks

routes = [
    *devices.routes,
    *remote.routes,
    *rendering.routes,
    *shelves.routes,
    *shelf.routes,
    *streams.routes,
    *tracks.routes,
]
