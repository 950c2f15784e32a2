"""REST of what lies on the table, by noun; edges translate, `perform` decides."""

from scenes.api import displays, pictures, scenes, spells

routes = [*scenes.routes, *pictures.routes, *displays.routes, *spells.routes]
