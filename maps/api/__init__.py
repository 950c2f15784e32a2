"""REST of the library, by noun."""

from maps.api import folders, maps, shelf, uploads

routes = [*uploads.routes, *shelf.routes, *maps.routes, *folders.routes]
