"""Points as arrays: the same bits as each point's own scenario gives; dice that know a point by its values alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orgsim.errors import ConfigurationError
from orgsim.model.parameters import BY_KEY, Levers
from orgsim.model.parameters.operations import Improvement
from orgsim.organization import Organization
from orgsim.spec.study import Design, Study
from orgsim.sweeps.plan import Stratum, Sweep
from tests.strategies import WEEKS, scenarios

TREE = Organization.from_bosses([-1, 0])
DAYS = {"week": (0, WEEKS), "ramp": (0, WEEKS), "end": (WEEKS + 1, 2 * WEEKS)}
TIMES = {f"{section}.{field}": DAYS[field] for section in ("shift", "timing.coaching", "timing.stretch") for field in DAYS}
NUMBERS = [key for key in BY_KEY if not key.startswith(("context.improvement.", "events."))]


@st.composite
def sweeps(draw: Any) -> Sweep:
    """A sweep of one stratum over any scenario, its columns drawn from levers, context, start and timing."""
    base = draw(scenarios())
    base = base.__class__(**{**vars(base), "context": base.context._replace(improvement=Improvement())})
    count = draw(st.integers(1, 3))
    columns = {}
    for key in draw(st.lists(st.sampled_from([*NUMBERS[:3], *NUMBERS[-9:], *TIMES]), max_size=6, unique=True)):
        number = None if key in TIMES else BY_KEY[key].number
        low, high = TIMES[key] if number is None else (number.low, number.high)
        value = st.integers(int(low), int(high)).map(float) if number is None or number.whole else st.floats(low, high)
        columns[key] = np.array(draw(st.lists(value, min_size=count, max_size=count)))
    possible = [f"timing.{lever}.{field}" for lever in base.timing for field in DAYS if f"shift.{field}" in columns]
    follows = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    study = Study(TREE, (base,), Design(weeks=WEEKS))
    stratum = Stratum({}, study, tuple(key for key in follows if key not in columns))
    return Sweep("any", (), (stratum,), columns, np.zeros(count, dtype=np.int64))


@given(sweeps())
@settings(max_examples=30, deadline=None)
def test_all_points_at_once_equal_each_point_on_its_own(sweep: Sweep) -> None:
    try:
        slow = [sweep.scenario(point) for point in range(len(sweep))]
    except ConfigurationError:
        assume(False)
    fixed, levers = sweep.arrays(0, len(sweep))
    assert fixed.tobytes() == np.stack([each.fixed() for each in slow]).tobytes()
    assert levers.shape == (len(sweep), WEEKS, len(Levers._fields))
    assert np.ascontiguousarray(levers).tobytes() == np.stack([each.weekly_levers(WEEKS) for each in slow]).tobytes()


def sweep_over(columns: dict[str, list[float]], common: bool = True) -> Sweep:
    study = Study(TREE, (load(),), Design(weeks=40))
    arrays = {key: np.array(column, dtype=np.float64) for key, column in columns.items()}
    return Sweep("s", (), (Stratum({}, study),), arrays, np.zeros(len(next(iter(arrays.values()))), dtype=np.int64), common)


def load() -> Any:
    from orgsim.model.scenario import Scenario
    from orgsim.model.schedule import Timing

    return Scenario(levers=Levers(coaching=2.0), timing={"coaching": Timing(4, 4, 30)})


def test_a_ramp_by_hand() -> None:
    levers = sweep_over({"levers.coaching": [2.0, 4.0], "timing.coaching.week": [4.0, 8.0]}).arrays(0, 2).levers
    coaching = levers[:, :, Levers._fields.index("coaching")]
    assert coaching[0, 3:9].tolist() == [0.0, 0.5, 1.0, 1.5, 2.0, 2.0]
    assert coaching[1, 7:13].tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 4.0]
    assert coaching[:, 29:31].tolist() == [[2.0, 0.0], [4.0, 0.0]]


def test_any_chunk_gives_the_same_bits() -> None:
    sweep = sweep_over({"levers.coaching": [0.1, 0.2, 0.3, 0.4], "shift.week": [0, 3, 0, 9]})
    whole = sweep.arrays(0, 4)
    parts = [sweep.arrays(place, place + 1) for place in range(4)]
    assert np.concatenate([each.levers for each in parts]).tobytes() == np.ascontiguousarray(whole.levers).tobytes()


def test_common_dice_need_no_units() -> None:
    assert sweep_over({"levers.coaching": [1.0, 2.0]}).units(0, 2) is None


def test_a_points_own_dice_know_its_values_and_not_its_place() -> None:
    one = sweep_over({"levers.coaching": [1.0, 2.0, 0.0], "start.habit": [0.5, 0.5, 0.1]}, common=False)
    two = sweep_over({"start.habit": [0.1, 0.9, 0.5], "levers.coaching": [-0.0, 2.0, 1.0]}, common=False)
    first, second = one.units(0, 3), two.units(0, 3)
    assert first is not None
    assert second is not None
    assert (first[0], first[2]) == (second[2], second[0])
    assert one.units(2, 3) == first[2:]
    assert len({*first, *second}) == 4
    assert all(0 <= unit < 2**32 for unit in (*first, *second))


def test_dice_differ_between_strata() -> None:
    study = Study(TREE, (load(),), Design(weeks=4))
    strata = (Stratum({"scenario": "a"}, study), Stratum({"scenario": "b"}, study))
    sweep = Sweep("s", (), strata, {"start.habit": np.array([0.5, 0.5])}, np.array([0, 1]), common=False)
    assert sweep.units(0, 1) != sweep.units(1, 2)
