"""REST of what lies on the table, by noun; edges translate, `perform` decides."""

from scenes.api import characters, displays, folders, handouts, imports, pictures, scenes, sight, spells, tokens

routes = [
    *scenes.routes,
    *folders.routes,
    *imports.routes,
    *handouts.routes,
    *pictures.routes,
    *sight.routes,
    *displays.routes,
    *spells.routes,
    *tokens.routes,
    *characters.routes,
]
