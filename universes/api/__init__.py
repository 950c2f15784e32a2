"""REST of universes, by noun; whatever their pages see changes through `perform`."""

from universes.api import (
    bars,
    comments,
    exchange,
    history,
    older,
    parameters,
    picture,
    simulation,
    story,
    timeline,
    universes,
    visualizations,
    world,
)

routes = [
    *universes.routes,
    *exchange.routes,
    *parameters.routes,
    *world.routes,
    *story.routes,
    *timeline.routes,
    *visualizations.routes,
    *comments.routes,
    *history.routes,
    *bars.routes,
    *picture.routes,
    *simulation.routes,
    *older.routes,
]
