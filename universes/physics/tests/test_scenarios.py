"""The closed forms of school physics hold at the default substeps, each for several inputs of its kind."""

from __future__ import annotations

import math

import numpy as np
import pytest

from universes.physics.bodies import Body, Constraint
from universes.physics.tests.scenarios import ball, box, course, crossings, floor, of, peaks, stuff, vacuum
from universes.physics.world import Simulation


def near(value: float, share: float) -> object:
    return pytest.approx(value, rel=share)


@pytest.mark.parametrize(("speed", "degrees", "g"), [(12, 40, 9.81), (3, 75, 1.62)])
def test_a_projectile_in_vacuum(speed: float, degrees: float, g: float) -> None:
    turn = math.radians(degrees)
    vx, vy = speed * math.cos(turn), speed * math.sin(turn)
    told = course(Simulation(vacuum(gravity=g), [ball(velocity=(vx, vy))]), "ball", 2 * vy / g + 0.1)
    down = crossings(told, lambda one: -one.y if one.vy < 0 else -1.0)[-1]

    assert down == near(2 * vy / g, 0.005)
    assert vx * down == near(speed**2 * math.sin(2 * turn) / g, 0.005)
    assert told[-1][1].x == near(vx * told[-1][0], 1e-9)
    assert peaks(told, lambda one: one.y)[0] == near(vy**2 / (2 * g), 0.005)


@pytest.mark.parametrize(("mass", "c"), [(2.0, 0.05), (0.1, 0.4)])
def test_terminal_speed(mass: float, c: float) -> None:
    simulation = Simulation(vacuum(gravity=9.81), [ball(mass=mass, drag=c)])
    final = math.sqrt(mass * 9.81 / c)
    simulation.step(int(4.5 * final / 9.81 * 60))
    assert -of(simulation, "ball").vy == near(final, 0.001)


def test_viscous_drag() -> None:
    simulation = Simulation(
        vacuum(),
        [
            ball(mass=1, viscous_drag=0.5, velocity=(10, 0)),
            ball("stuck", mass=0.01, viscous_drag=9, velocity=(1, 0), position=(0, 5)),
        ],
    )
    simulation.step(180)
    assert (of(simulation, "ball").vx, of(simulation, "ball").x) == (near(2.2313, 0.001), near(15.537, 0.001))
    assert of(simulation, "stuck").x == near(0.01 / 9, 0.3)


@pytest.mark.parametrize(("degrees", "period"), [(10, 2.0099), (90, 2.3678)])
@pytest.mark.parametrize("kind", ["distance", "hinge"])
def test_a_pendulum_keeps_its_period_and_its_swing(kind: str, degrees: float, period: float) -> None:
    turn = math.radians(degrees)
    held = Constraint(id="c", type=kind, body_a="ball", anchor_a=(0, 1 if kind == "hinge" else 0), anchor_b=(0, 0))
    bob = ball(position=(math.sin(turn), -math.cos(turn)), angle=turn, radius=0.01)
    told = course(Simulation(vacuum(gravity=9.81), [bob], [held]), "ball", 5.2)
    passed = crossings(told, lambda one: one.x)

    assert passed[1] - passed[0] == near(period, 0.001)
    assert max(one.x for _, one in told[-180:]) == near(math.sin(turn), 0.002)
    assert all(math.hypot(one.x, one.y) == near(1, 1e-5) for _, one in told)


def test_springs() -> None:
    free = Constraint(id="c", type="spring", body_a="ball", anchor_b=(0, 0), stiffness=50, rest_length=0)
    told = course(Simulation(vacuum(), [ball(mass=2, position=(0.3, 0))], [free]), "ball", 8)
    assert np.diff(crossings(told, lambda one: one.x)).mean() == near(1.2566, 0.001)
    assert all(one.vx**2 + 25 * one.x**2 == near(2.25, 0.001) for _, one in told)

    damped = Constraint(id="c", type="spring", body_a="ball", anchor_b=(-1, 0), stiffness=25, damping=2, rest_length=1)
    high = peaks(
        course(Simulation(vacuum(), [ball(mass=1, position=(0.3, 0))], [damped]), "ball", 3), lambda one: one.x
    )
    assert high[1] / high[0] == near(0.2774, 0.003)


@pytest.mark.parametrize(("e", "after"), [(1, (-5, 1)), (0.5, (-2.75, 0.25)), (0, (-0.5, -0.5))])
@pytest.mark.parametrize("shape", [ball, box])
def test_a_head_on_collision(shape: type, e: float, after: tuple[float, float]) -> None:
    one, other = (
        shape("one", mass=1, position=(-2, 0), velocity=(4, 0)),
        shape("other", mass=3, position=(2, 0), velocity=(-2, 0)),
    )
    simulation = Simulation(vacuum(elasticity=e, friction=0.5), [one, other])
    simulation.step(60)

    assert (of(simulation, "one").vx, of(simulation, "other").vx) == tuple(pytest.approx(v, abs=1e-6) for v in after)
    met = simulation.collisions()[0]
    assert (met.a, met.b, met.impulse) == ("one", "other", near(4.5 * (1 + e), 1e-6))


@pytest.mark.parametrize("radius", [0.5, 0.03])
@pytest.mark.parametrize("degrees", [25, 60])
def test_an_oblique_collision(radius: float, degrees: float) -> None:
    line = math.radians(degrees)
    shot = ball("shot", radius=radius, position=(-2, 0), velocity=(5, 0))
    rests = ball("rests", radius=radius, position=(0, 2 * radius * math.sin(line)))
    simulation = Simulation(vacuum(), [shot, rests])
    simulation.step(60)
    one, other = of(simulation, "shot"), of(simulation, "rests")

    assert math.hypot(one.vx, one.vy) == near(5 * math.sin(line), 0.001)
    assert math.hypot(other.vx, other.vy) == near(5 * math.cos(line), 0.001)
    assert one.vx * other.vx + one.vy * other.vy == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("e", "height"), [(0.7, 2), (0.5, 1), (0.9, 3)])
def test_bounces(e: float, height: float) -> None:
    for body in (ball(position=(0, height + 0.1)), box("ball", width=0.2, height=0.2, position=(0, height + 0.1))):
        told = course(Simulation(vacuum(gravity=9.81, elasticity=e), [floor(), body]), "ball", 4.5)
        high = peaks(told, lambda one: one.y - 0.1)
        assert (high[0], high[2]) == (near(e**2 * height, 0.005), near(e**6 * height, 0.005))


def test_sliding() -> None:
    slab = box(width=1, height=0.2, position=(0, 0.1), velocity=(6, 0))
    told = course(Simulation(vacuum(gravity=9.81, friction=0.4), [floor(), slab]), "box", 2)
    assert told[-1][1].x == near(4.587, 0.002)
    assert next(time for time, one in told if one.vx < 0.01) == pytest.approx(1.529, abs=0.02)

    turn = math.radians(35)
    slab = box(width=0.5, height=0.5, position=(-math.sin(turn) / 4, math.cos(turn) / 4), angle=turn)
    simulation = Simulation(vacuum(gravity=9.81, friction=0.25), [floor(angle=turn), slab])
    simulation.step(60)
    assert math.hypot(of(simulation, "box").vx, of(simulation, "box").vy) == near(3.6178, 0.005)


@pytest.mark.parametrize(("density", "up"), [(500, 9.81), (2000, -4.905)])
def test_buoyancy(density: float, up: float) -> None:
    simulation = Simulation(vacuum(gravity=9.81, fluid_density=1000), [ball(material=stuff(density=density))])
    simulation.step(60)
    assert of(simulation, "ball").vy == near(up, 1e-6)


def test_an_orbit() -> None:
    sun, planet = (
        Body(id="sun", radius=0.05, mass=1, static=True),
        ball(radius=0.01, mass=1e-3, position=(1, 0), velocity=(0, 1)),
    )
    told = course(Simulation(vacuum(gravitation=1), [sun, planet]), "ball", 13)
    assert np.diff(crossings(told, lambda one: one.y))[0] == near(2 * math.pi, 1e-4)
    assert all(math.hypot(one.x, one.y) == near(1, 1e-4) for _, one in told)


def test_what_is_closed_keeps_energy_and_momentum() -> None:
    chance = np.random.default_rng(3)
    places = [(index % 10 - 4.5, index // 10 - 4.5) for index in range(100)]
    discs = [
        ball(
            f"b{i}",
            radius=0.3,
            mass=float(chance.uniform(0.5, 3)),
            position=place,
            velocity=tuple(chance.normal(size=2) * 3),
        )
        for i, place in enumerate(places)
    ]
    simulation = Simulation(vacuum(boundary="wall", width=11, height=11), discs)
    masses = {disc.id: disc.mass or 1 for disc in discs}

    def sums() -> tuple[float, float]:
        rows = simulation.state().bodies
        return sum(masses[b.id] * (b.vx**2 + b.vy**2) / 2 for b in rows), sum(masses[b.id] * b.vx for b in rows)

    before = sums()[0]
    simulation.step(240)
    assert sums()[0] == near(before, 0.002)
    assert len(simulation.collisions()) > 500
    assert all(max(abs(b.x), abs(b.y)) < 5.5 for b in simulation.state().bodies)

    simulation = Simulation(vacuum(elasticity=0.4, friction=0.5), discs[:50])
    before = sums()[1]
    simulation.step(120)
    assert sums()[1] == pytest.approx(before, abs=1e-9) and len(simulation.collisions()) > 50


@pytest.mark.parametrize("e", [0, 1])
def test_a_stack_stands(e: float) -> None:
    boxes = [box(f"s{i}", position=(0, 0.5 + i)) for i in range(5)]
    simulation = Simulation(vacuum(gravity=9.81, elasticity=e, friction=0.6), [floor(), *boxes])
    simulation.step(600)
    assert max(math.hypot(b.x, b.y - 0.5 - i) for i, b in enumerate(simulation.state().bodies)) < 0.001


@pytest.mark.parametrize("told", [{}, {"max_distance": 1.0}])
def test_a_rope_breaks_at_its_limit(told: dict[str, float]) -> None:
    hook = Body(id="hook", static=True, position=(0, 5))
    rope = Constraint(id="rope", body_a="hook", body_b="ball", breaking_force=30, **told)
    for mass, breaks in ((3, False), (3.058, False), (3.0582, True), (3.2, True)):
        simulation = Simulation(vacuum(gravity=9.81), [hook, ball(position=(0, 4), mass=mass)], [rope])
        simulation.step(90)
        assert simulation.state().broken == (["rope"] if breaks else []), mass


def test_a_blow_goes_through_a_row() -> None:
    row = [ball(f"r{i}", radius=0.5, position=(i, 0.5)) for i in range(5)]
    simulation = Simulation(
        vacuum(gravity=9.81), [floor(), *row, ball("shot", radius=0.5, position=(-3, 0.5), velocity=(3, 0))]
    )
    simulation.step(60)
    assert [round(b.vx, 3) for b in simulation.state().bodies] == [0, 0, 0, 0, 3, 0]
