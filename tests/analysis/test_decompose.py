"""Taking a gap apart: the sums are exact, models are what the table of mechanisms says, and faults are told."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.analysis.compare import paired_differences
from orgsim.analysis.decompose import Decomposition, decompose, simulations
from orgsim.api.simulate import simulate
from orgsim.config.building import scenario_from
from orgsim.errors import ConfigurationError
from orgsim.model.mechanisms import ENGAGEMENT_GAP, PLATEAU, groups_of, switched_off
from orgsim.organization import Organization
from orgsim.spec.study import Execution

SMALL = Organization.synthetic(2, 2, 3)
GROUPS = {"style": ("habit", "peer norm"), "queue": ("oversight",), "decay": ("erosion",)}
DICE = {"replications": 6, "weeks": 60, "seed": 3}


@pytest.fixture(scope="module")
def found() -> Decomposition:
    return decompose(SMALL, groups=GROUPS, **DICE)


def gap(*off: str) -> np.ndarray:
    led, directed = (
        simulate(SMALL, switched_off(scenario_from(name), off), **DICE) for name in ("led_from_the_start", "management_trap")
    )
    return paired_differences(led, directed, "performance")[:, -13:].mean(axis=1)


def test_values_add_up_in_every_replication(found: Decomposition) -> None:
    np.testing.assert_allclose(found.values.sum(axis=0) + found.unexplained, found.whole, atol=1e-12)
    assert found.values.shape == (3, 6)


def test_models_are_what_switching_off_makes(found: Decomposition) -> None:
    np.testing.assert_allclose(found.whole, gap(), atol=1e-12)
    np.testing.assert_allclose(found.unexplained, gap("habit", "peer norm", "oversight", "erosion"), atol=1e-12)
    np.testing.assert_allclose(found.worth[0b101], gap("oversight"), atol=1e-12)
    np.testing.assert_allclose(found.led_level - found.directed_level, found.whole, atol=1e-12)


def test_the_table(found: Decomposition) -> None:
    table = found.table().set_index("part")
    assert list(table.index[-3:]) == ["all groups", "no switch explains", "the whole gap"]
    assert set(table.index[:-3]) == set(GROUPS)
    assert table["value"][:3].is_monotonic_decreasing
    assert table["value"][:3].sum() + table.value["no switch explains"] == pytest.approx(table.value["the whole gap"])
    assert table["share"][:3].sum() + table.share["no switch explains"] == pytest.approx(1)
    assert (table["low"] <= table["value"]).all()
    assert table.removal["decay"] == pytest.approx((gap() - gap("erosion")).mean())
    assert table.alone["decay"] == pytest.approx((gap("habit", "peer norm", "oversight") - found.unexplained).mean())


def test_a_mechanism_that_plays_no_part_explains_nothing() -> None:
    idle = decompose(SMALL, groups=["clients' surprise", "erosion"], **DICE)
    assert not idle.values[0].any()
    np.testing.assert_allclose(idle.values[1], idle.whole - idle.unexplained, atol=1e-15)


def test_the_same_dice_give_the_same_bits() -> None:
    one, other = (decompose(SMALL, groups=["habit"], execution=Execution(threads=threads), **DICE) for threads in (1, None))
    assert one.worth.tobytes() == other.worth.tobytes()


def test_candidates_by_default() -> None:
    assert simulations(None, "performance", 10) == 20 * 2 ** len(groups_of(PLATEAU))
    assert simulations(None, "engagement_workers", 10) == 20 * 2 ** len(groups_of(ENGAGEMENT_GAP))
    assert simulations(["habit", "trust"], "performance", 1) == 8


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"groups": ["habits"]}, "mechanism 'habits': unknown; did you mean 'habit'?"),
        ({"groups": {"a": ["habit"], "b": ["habit"]}}, "mechanism 'habit': in two groups"),
        ({"groups": {"a": ["reach"], "b": ["own boss's support"]}}, "they want context.influence.reach at 0 and 1"),
        ({"groups": {"a": []}}, "group 'a': has no mechanisms"),
        ({"groups": []}, "groups: 0 given; from 1 to 12"),
        ({"statistic": "perfomance"}, "did you mean 'performance'"),
        ({"replications": 0}, "replications=0: must be a whole number from 1"),
        ({"led": "led_from_start"}, "did you mean 'led_from_the_start'"),
        ({"confidence": 1.0}, "confidence: 1.0 is not between 0 and 1"),
    ],
)
def test_refusals(arguments: dict, line: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ConfigurationError) as caught:
        decompose(SMALL, **({"groups": ["habit"]} | arguments))
    assert line in str(caught.value)
