"""REST of what lies on the table, by noun; edges translate, `perform` decides."""

from scenes.api import (
    characters,
    displays,
    encounters,
    folders,
    handouts,
    imports,
    pictures,
    scenes,
    sight,
    soundtrack,
    spells,
    tokens,
    universes,
    worlds,
)

routes = [
    *scenes.routes,
    *folders.routes,
    *imports.routes,
    *handouts.routes,
    *pictures.routes,
    *sight.routes,
    *displays.routes,
    *encounters.routes,
    *spells.routes,
    *tokens.routes,
    *characters.routes,
    *universes.routes,
    *worlds.routes,
    *soundtrack.routes,
]
