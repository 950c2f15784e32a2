"""REST of what lies on the table, by noun; edges translate, `perform` decides."""

from scenes.api import displays, pictures, scenes

routes = [*scenes.routes, *pictures.routes, *displays.routes]
