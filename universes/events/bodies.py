"""What a world is made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from rooms.live import Input
from rooms.viewer import Viewer
from universes.events.changing import Changing
from universes.models import Body, Constraint, Universe
from universes.parameters import some_of
from universes.physics import bodies as physics
from universes.solid import OWN, body_with, new_body

ShapeName = Literal["circle", "box", "capsule", "cylinder", "cone", "plane", "polygon", "sphere", "rectangle"]
ALSO: dict[str, Any] = {"name": physics.Name, "shape": ShapeName}
NewBody: Any = some_of(physics.Body, "NewBody", without=("id",), also=ALSO)
MOST_AT_ONCE = 200


class OfWorld(Changing):
    """Base of what adds to a world, or comes back to it."""

    @classmethod
    def require_place(cls, row: Any) -> None:
        row.require_place(row.world_id)


class BodyCreate(OfWorld):
    """Put a body into the world; what is not said is as usual. A sphere is a circle, a rectangle a box."""

    type = "body.create"
    example = {"name": "Moon", "shape": "circle", "radius": 1.5, "position": [0.0, 5.0]}
    Input = NewBody

    def apply(self, universe: Universe) -> Any:
        Body.require_place(universe.world.pk)
        return new_body(universe.world, self.data.given())


class BodyCreateMany(OfWorld):
    """Put up to 200 bodies into the world at once, in this order."""

    type = "body.create_many"
    example = {"bodies": [{"name": "One"}, {"name": "Two", "position": [2.0, 0.0]}]}

    class Input(Input):
        bodies: Annotated[list[NewBody], Meta(min_length=1, max_length=MOST_AT_ONCE)]

    def apply(self, universe: Universe) -> Any:
        Body.require_place(universe.world.pk, len(self.data.bodies))
        return [new_body(universe.world, given.given()) for given in self.data.bodies]


class OfBody(OfWorld):
    """Base of what happens to one body."""

    def target(self, who: Viewer) -> Any:
        return Body.objects.select_related("world").seen(who, pk=self.data.body)

    def touched(self, body: Body) -> list[Any]:
        return [body]


class BodyUpdate(OfBody):
    """Change a body; only what is named changes, of `material` and `filter` all."""

    type = "body.update"
    example = {"body": "$body", "mass": 3.0, "static": False}
    Input = some_of(physics.Body, "BodyInput", without=OWN, also=ALSO, body=UUID)

    def apply(self, body: Body) -> None:
        given = self.data.given()
        del given["body"]
        body.change(**body_with(body, given))


class BodyDelete(OfBody):
    """Take a body out of the world, and with it what constrains it."""

    type = "body.delete"
    example = {"body": "$body"}
    holding: list[Constraint] | None = None

    class Input(Input):
        body: UUID

    def touched(self, body: Body) -> list[Any]:
        if self.holding is None:
            held = Constraint.objects.filter(world=body.world_id)
            self.holding = [one for one in held if body.pk in (one.body_a_id, one.body_b_id)]
        return [body, *self.holding]

    def apply(self, body: Body) -> None:
        for constraint in self.holding or ():
            constraint.delete()
        body.delete()
