"""The addresses of the older systems: they translate what they are asked into what is there, and decide nothing. By noun;
which of them there are not, and what to use instead, is in the README of universes.
"""

from universes.api.older import music, parameters, world

routes = [*parameters.routes, *world.routes, *music.routes]
