"""The same documents and seed go the same way, a checkpoint goes on as the run does, and what comes apart says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from universes.physics.arena import Unstable
from universes.physics.bodies import Body, Constraint, Filter
from universes.physics.checking import Wrong, faults
from universes.physics.parameters import ROWS, Physics, air_density, with_preset
from universes.physics.tests.scenarios import ball, box, floor, of, stuff, vacuum
from universes.physics.world import Checkpoint, Simulation


def lively() -> Simulation:
    """Discs, boxes, a rope that breaks, and heat: whatever could go two ways."""
    many = [
        (ball if i % 2 else box)(
            f"b{i}",
            **({"radius": 0.2} if i % 2 else {"width": 0.4, "height": 0.3}),
            position=(i % 6 - 3, i // 6 * 0.9 + 0.6),
            velocity=(i % 5 - 2, i % 3),
        )
        for i in range(36)
    ]
    ropes = [
        Constraint(id="rope", body_a="b1", body_b="b8", breaking_force=40),
        Constraint(id="spring", type="spring", body_a="b3", body_b="b10"),
    ]
    physics = Physics(
        boundary="wall", width=8, height=12, air_resistance=0.3, agitation=1e-4, elasticity=0.9, friction=0.4
    )
    return Simulation(physics, many, ropes, seed=11)


ALONE = "from universes.physics.tests.test_courses import lively; s = lively(); s.step(70); print(s.state())"


def test_a_seed_goes_one_way() -> None:
    one = lively()
    one.step(70)
    root = str(Path(__file__).parents[3])
    there = subprocess.run([sys.executable, "-c", ALONE], cwd=root, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == str(one.state())


def test_a_checkpoint_goes_on_exactly() -> None:
    run = lively()
    run.step(77)
    stored = msgspec.json.encode(run.checkpoint())
    other = Simulation.from_checkpoint(msgspec.json.decode(stored, type=Checkpoint))
    assert other.state() == run.state() and run.collisions()
    for simulation in (run, other):
        simulation.step(30)
        simulation.change(physics=msgspec.structs.replace(simulation.physics, gravity=2.0))
        simulation.step(20)
    assert other.state() == run.state() and other.collisions() == run.collisions()


def test_other_steps_give_other_courses_near_by() -> None:
    def after(**told: object) -> float:
        simulation = Simulation(vacuum(gravity=9.81, **told), [ball(drag=0.2, position=(0, 3)), floor()])
        simulation.step(120)
        return of(simulation, "ball").y

    exact = after(substeps=32)
    assert 0 < abs(after(substeps=8) - exact) < abs(after(substeps=1) - exact) < 0.1
    assert after(integration="euler") != after()


def test_parameters_act() -> None:
    assert air_density(101.325, 293.15) == pytest.approx(1.204, abs=0.001) and air_density(100, 0) == 0

    def speed(**told: object) -> float:
        simulation = Simulation(Physics(gravity=0, air_resistance=0.1, **told), [ball(velocity=(10, 0), radius=0.5)])
        simulation.step(60)
        return of(simulation, "ball").vx

    # Thick air brakes more than thin, a fluid more than air; none does not.
    assert 10 == speed(pressure=0) > speed(temperature=600) > speed() > speed(pressure=200) > speed(fluid_density=1000)
    assert speed(viscosity=0.5) < speed()

    def shaken(**told: object) -> bool:
        simulation = Simulation(Physics(gravity=0, viscosity=0.1, **told), [ball()])
        simulation.step(30)
        return abs(of(simulation, "ball").vx) > 1e-6

    assert not shaken() and not shaken(agitation=1e-3, temperature=0) and shaken(agitation=1e-3)


def test_edges() -> None:
    def gone(boundary: str) -> Simulation:
        physics = vacuum(boundary=boundary, width=4, height=4)
        simulation = Simulation(physics, [ball(velocity=(3, 0)), ball("rests", position=(0, 1))])
        simulation.step(60)
        return simulation

    assert of(gone("none"), "ball").x == pytest.approx(3)
    assert of(gone("wrap"), "ball").x == pytest.approx(-1)
    assert of(gone("wall"), "ball").x == pytest.approx(0.8)
    absorbed = gone("absorb").state()
    assert absorbed.absorbed == ["ball"] and [b.id for b in absorbed.bodies] == ["rests"]


def test_who_meets_whom() -> None:
    def met(one: Body, other: Body) -> list[float]:
        simulation = Simulation(vacuum(), [one, other])
        simulation.step(60)
        return [of(simulation, "ball").vx, *(collision.impulse for collision in simulation.collisions())]

    def flies(**told: object) -> Body:
        return ball(velocity=(4, 0), position=(-2, 0), **told)

    wall = box("wall", static=True)
    assert met(flies(), wall) == [pytest.approx(-4), pytest.approx(8)]
    assert met(flies(), box("wall", static=True, sensor=True)) == [4, 0]
    assert met(flies(filter=Filter(category=2)), box("wall", static=True, filter=Filter(mask=1))) == [4]
    # Who says nothing follows who does; of two that speak, the geometric mean.
    assert met(flies(material=stuff(0.5)), wall)[0] == pytest.approx(-2)
    assert met(flies(material=stuff(0.25)), box("wall", static=True, material=stuff(1)))[0] == pytest.approx(-2)


def test_constraints_hold() -> None:
    hinge = Constraint(id="h", type="hinge", body_a="door", anchor_a=(-0.5, 0), min_angle=-0.5, max_angle=0.5)
    rail = Constraint(id="s", type="slider", body_a="cart", anchor_b=(0, 5), max_distance=2.0, min_distance=-1.0)
    weld = Constraint(id="f", type="fixed", body_a="cart", body_b="mast")
    motor = [
        Constraint(id="m", type="motor", body_a="wheel", rate=3.0),
        Constraint(id="p", type="hinge", body_a="wheel"),
    ]
    bodies = [
        box("door", position=(0, 0), height=0.2),
        box("cart", position=(0, 5), velocity=(4, 0)),
        ball("mast", position=(0, 7)),
        ball("wheel", position=(9, 0)),
    ]
    simulation = Simulation(vacuum(gravity=9.81), bodies, [hinge, rail, weld, *motor])
    simulation.step(240)
    assert of(simulation, "door").angle == pytest.approx(-0.5, abs=0.02)
    cart, mast, wheel = of(simulation, "cart"), of(simulation, "mast"), of(simulation, "wheel")
    assert -1.05 < cart.x < 2.05 and cart.y == pytest.approx(5, abs=0.02) and abs(cart.angle) < 0.02
    assert (mast.x - cart.x, mast.y - cart.y) == (pytest.approx(0, abs=0.05), pytest.approx(2, abs=0.05))
    assert wheel.spin == pytest.approx(3, abs=0.01) and (wheel.x, wheel.y) == (
        pytest.approx(9),
        pytest.approx(0, abs=1e-3),
    )


def test_what_comes_apart_names_the_body() -> None:
    stiff = Constraint(id="spring", type="spring", body_a="ball", stiffness=1e12, rest_length=0.1)
    simulation = Simulation(vacuum(), [ball("calm"), ball(position=(5, 0), mass=1e-3)], [stiff])
    with pytest.raises(Unstable) as told:
        simulation.step(600)
    assert told.value.body == "ball" and told.value.reason in ("too_fast", "too_far", "not_finite")


def test_what_makes_no_sense_is_refused() -> None:
    dented = ((0.0, 0.0), (2.0, 0.0), (0.2, 0.2), (0.0, 2.0))
    bodies = [ball("a"), ball("a"), Body(id="p", shape="polygon", points=dented), Body(id="s", static=True)]
    ropes = [
        Constraint(id="r", body_a="nobody"),
        Constraint(id="r", body_a="s"),
        Constraint(id="t", body_a="a", min_distance=2, max_distance=1),
    ]
    found = {wrong.code for wrong in faults(vacuum(), bodies, ropes)}
    assert found == {"same_id", "not_convex", "no_such_body", "nothing_moves", "least_over_most"}
    with pytest.raises(Wrong):
        Simulation(vacuum(), bodies)

    assert {row.name for row in ROWS} == set(Physics.__struct_fields__) and all(row.effect for row in ROWS)
    assert with_preset(Physics(), "water").friction == 0.8
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"gravity": 101}, Physics)
