"""From overrides to points: counts, strata, shapes, timing, tables, and a hundred thousand points."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.config import compose, to_study
from orgsim.config.places import options
from orgsim.errors import ConfigurationError
from orgsim.sweeps.design import sweep_of
from orgsim.sweeps.design.axes import read_axes
from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.specification import design_table, from_dict, sweep_id, to_dict

SMALL = ["organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=2", "weeks=30"]


def test_a_grid_from_a_range_and_a_choice() -> None:
    sweep = sweep_of(["levers.coaching=range(0,4.01,0.5)", "context.trust.loss_to_gain=1,2,3"])
    assert len(sweep) == 27
    assert np.unique(sweep.columns["levers.coaching"]).tolist() == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]
    assert sweep.columns["context.trust.loss_to_gain"][:3].tolist() == [1, 2, 3]
    assert sweep.common
    assert len(sweep.strata) == 1
    assert len(sweep.strata[0].study.scenarios) == 1


def test_a_range_has_the_digits_of_its_step() -> None:
    (column,) = sweep_of(["start.habit=range(0,1,0.1)"]).columns.values()
    assert column.tolist() == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    (column,) = sweep_of(["start.habit=range(0.3,0,-0.1)"]).columns.values()
    assert column.tolist() == [0.3, 0.2, 0.1]


@given(st.integers(-50, 50), st.integers(1, 20), st.integers(1, 5), st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_a_range_is_arithmetic_in_decimals(start: int, count: int, step: int, digits: int) -> None:
    scale = 10**digits
    first, last, by = (f"{value / scale:.{digits}f}" for value in (start, start + count * step, step))
    (axis,), plain = read_axes([f"context.survey.safe_trust=range({first},{last},{by})", "seed=3"])
    assert list(axis.factor.values) == [(start + place * step) / scale for place in range(count)]
    assert plain == ("seed=3",)


def test_strata_for_groups_and_shapes() -> None:
    sweep = sweep_of(
        [*SMALL, "scenario=half_hearted,early_shift", "organization.managers_per_leader=2,4,6", "start.habit=0.5,0.9"]
    )
    assert len(sweep) == 2 * 3 * 2
    assert [dict(each.choices) for each in sweep.strata[:2]] == [
        {"scenario": "half_hearted", "organization.managers_per_leader": 2},
        {"scenario": "half_hearted", "organization.managers_per_leader": 4},
    ]
    assert [len(each.study.organization) for each in sweep.strata[:3]] == [15, 27, 39]
    assert sweep.stratum.tolist() == np.repeat(np.arange(6), 2).tolist()
    assert sweep.strata[3].study.scenarios[0].name == "early_shift"


@pytest.mark.parametrize(
    "overrides",
    [
        ["scenario=half_hearted", "levers.coaching=1.5", "shift.week=7", "shift.end=20", "context.trust.gain=0.1"],
        ["scenario=replace_untrusted", "shift.week=9", "shift.ramp=4"],
        ["scenario=replace_untrusted", "timing.replace_below.week=3", "timing.coaching.ramp=5", "shift.week=2"],
        ["events.shock.week=12", "events.shock.size=0.2", "start.habit=0.25"],
    ],
)
def test_a_point_is_what_the_same_overrides_make_of_a_single_run(overrides: list[str]) -> None:
    given = [*SMALL, *overrides]
    axes = [f"{line},{float(line.partition('=')[2]) + 1:g}" if "." in line.partition("=")[0] else line for line in overrides]
    axes = [line.replace(",0.2,1.2", ",0.2") for line in axes]
    bounded = {"events.shock.size": "0.2,0.3", "start.habit": "0.25,0.5", "context.trust.gain": "0.1,0.2"}
    axes = [f"{key}={bounded[key]}" if (key := line.partition("=")[0]) in bounded else line for line in axes]
    sweep = sweep_of([*SMALL, *axes])
    alone = to_study(compose([*given, "compare=[]"])).scenarios[0]
    point = sweep.scenario(0)
    assert point.fixed().tobytes() == alone.fixed().tobytes()
    assert point.weekly_levers(30).tobytes() == alone.weekly_levers(30).tobytes()
    fixed, levers = sweep.arrays(0, 1)
    assert fixed[0].tobytes() == alone.fixed().tobytes()
    assert np.ascontiguousarray(levers[0]).tobytes() == alone.weekly_levers(30).tobytes()


def test_whole_weeks_can_be_sampled() -> None:
    (column,) = sweep_of([*SMALL, "shift.week=interval(0,20)", "points=60"]).columns.values()
    assert set(column) == set(range(21))


def test_methods_that_make_more_of_a_point() -> None:
    axes = ["levers.coaching=interval(0,4)", "start.habit=interval(0,1)", "context.trust.gain=tag(log,interval(0.01,0.1))"]
    counts = {"lhs": 8, "random": 8, "sobol": 8, "morris": 8 * 4, "saltelli": 8 * 5}
    for method, count in counts.items():
        sweep = sweep_of([*axes, f"design={method}", "points=8", "organization.leaders=2,3"])
        assert len(sweep) == 2 * count, method
        assert sweep.sampling.method == method
        for column in sweep.columns.values():
            assert np.array_equal(column[:count], column[count:]), "both strata have the same sample"


def test_a_glob_and_a_sort() -> None:
    sweep = sweep_of(["scenario=glob(*_shift,exclude=crisis*)", "start.habit=sort(0.9,0.1)"])
    assert [each.choices["scenario"] for each in sweep.strata] == ["early_shift"]
    assert sweep.columns["start.habit"].tolist() == [0.1, 0.9]


def test_members_of_an_ensemble_are_strata() -> None:
    sweep = sweep_of(["context=calibrated", "member=range(0,3)", "start.habit=0.5"])
    assert [each.choices["member"] for each in sweep.strata] == [0, 1, 2]
    assert len({each.study.scenarios[0].context for each in sweep.strata}) == 3


def test_two_kinds_of_organization() -> None:
    Path("people.csv").write_text("id,boss\n1,\n2,1\n3,2\n4,2\n")
    sweep = sweep_of(
        ["organization=synthetic,hris", "organization.path=people.csv", "organization.leaders=2", "start.habit=0.5"]
    )
    assert [len(each.study.organization) for each in sweep.strata] == [93, 4]


def test_scenarios_from_files() -> None:
    for name in ("one", "two"):
        Path(f"{name}.yaml").write_text(f"# @package _global_\nlevers: {{coaching: {len(name)}}}\n")
    sweep = sweep_of(["scenario=one.yaml,two.yaml,new_head", "start.habit=0.5"])
    assert [each.choices["scenario"] for each in sweep.strata] == ["one", "two", "new_head"]
    assert [each.study.scenarios[0].name for each in sweep.strata] == ["one", "two", "new_head"]


def test_a_later_override_takes_the_place_of_an_axis() -> None:
    sweep = sweep_of(["+experiment=phase_diagram", "context.style.peers=1.5", "levers.coaching=1,2"])
    assert sweep.name == "phase_diagram"
    assert list(sweep.columns) == ["levers.coaching"]
    assert sweep.strata[0].study.scenarios[0].context.style.peers == 1.5


@pytest.mark.parametrize("name", ["phase_diagram", "sensitivity", "scenario_discovery"])
def test_shipped_sweeps_expand(name: str) -> None:
    assert name in options("experiment")
    sweep = sweep_of([f"+experiment={name}"])
    assert sweep.name == name
    assert 100 < len(sweep) < 10_000


def test_a_hundred_thousand_points() -> None:
    sweep = sweep_of(["levers.coaching=range(0,4,0.004)", "context.style.peers=range(0,1,0.01)"])
    assert len(sweep) == 100_000
    pairs = sweep.columns["levers.coaching"] * 1000 + sweep.columns["context.style.peers"]
    assert len(np.unique(pairs)) == 100_000


# ---- tables ---------------------------------------------------------------------------------------------------------


def test_a_table_from_csv_with_strata() -> None:
    Path("my.csv").write_text(
        "scenario;levers.coaching;shift.week;organization.leaders\nnew_head;1;5;2\nhalf_hearted;2.5;6;3\n\nnew_head;3;7;2\n"
    )
    sweep = sweep_of(["design=table", "points=my.csv", "shift.end=20"])
    assert [dict(each.choices) for each in sweep.strata] == [
        {"scenario": "new_head", "organization.leaders": 2},
        {"scenario": "half_hearted", "organization.leaders": 3},
    ]
    assert sweep.columns["levers.coaching"].tolist() == [1, 3, 2.5]
    assert sweep.stratum.tolist() == [0, 0, 1]
    assert sweep.scenario(1).shift.week == 7
    assert sweep.scenario(1).shift.end == 20


def test_a_table_is_crossed_with_choices_and_ranges() -> None:
    Path("my.csv").write_text("scenario;levers.coaching\nnew_head;1\nhalf_hearted;2\nnew_head;3\n")
    sweep = sweep_of(["points=my.csv", "organization.leaders=2,3", "start.habit=0.2,0.5"])
    found = {
        (*sweep.strata[stratum].choices.values(), *values)
        for stratum, *values in zip(sweep.stratum, *sweep.columns.values(), strict=True)
    }
    rows = [("new_head", 1.0), ("half_hearted", 2.0), ("new_head", 3.0)]
    assert len(sweep) == 12
    assert found == {(plan, leaders, coaching, habit) for plan, coaching in rows for leaders in (2, 3) for habit in (0.2, 0.5)}
    assert len(sweep.strata) == 4
    assert {factor.key: factor.kind for factor in sweep.factors} == {
        "scenario": "table",
        "levers.coaching": "table",
        "organization.leaders": "grid",
        "start.habit": "grid",
    }
    assert np.array_equal(np.sort(sweep.stratum), sweep.stratum)


def test_a_sweeps_own_design_is_a_table() -> None:
    first = sweep_of(["scenario=new_head,half_hearted", "levers.coaching=interval(0,4)", "shift.week=3,4", "points=3"])
    pd.DataFrame(design_table(first)).to_parquet("design.parquet")
    again = sweep_of(["points=design.parquet"])
    assert again.sampling.method == "table"
    for key, column in first.columns.items():
        assert np.array_equal(again.columns[key], column), key
    assert [dict(each.choices) for each in again.strata] == [dict(each.choices) for each in first.strata]


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("point,levers.coaching\n7,1\n8,2\n", "my.csv row 2: point is 7, and the sweep numbers it 0"),
        ("point,levers.coaching\na,1\nb,2\n", "my.csv row 2: point is a, and the sweep numbers it 0"),
        ("point,scenario\n0,new_head\n1,half_hearted\n2,new_head\n", "my.csv row 4: point is 2, and the sweep numbers it 1"),
        ("stratum,levers.coaching\n0,1\n1,2\n", "my.csv row 3: stratum is 1, and the sweep numbers it 0"),
    ],
)
def test_a_column_that_numbers_points_otherwise_is_refused(table: str, line: str) -> None:
    Path("my.csv").write_text(table)
    with pytest.raises(ConfigurationError) as raised:
        sweep_of(["points=my.csv"])
    name = table.partition(",")[0]
    assert raised.value.faults == (f"{line}: it numbers points and strata itself; remove the column {name}",)


def test_the_number_of_a_row_is_one_and_it_is_known() -> None:
    Path("my.csv").write_text("point,stratum,levers.coaching\n0,0,1\n1,0,2\n")
    assert len(sweep_of(["points=my.csv"])) == 2
    with pytest.raises(ConfigurationError, match=r"my\.csv row 2: point is 0, and the sweep numbers it 2"):
        sweep_of(["points=my.csv", "start.habit=0.2,0.5"])
    Path("my.csv").write_text("point_id,levers.coaching\n9,1\n8,2\n")
    with pytest.raises(ConfigurationError, match="the column point_id names the points of one folder of a sweep; remove it"):
        sweep_of(["points=my.csv"])


# ---- the specification ----------------------------------------------------------------------------------------------


def through_json(sweep: Sweep) -> Sweep:
    frame = pd.DataFrame(design_table(sweep))
    return from_dict(json.loads(json.dumps(to_dict(sweep))), {key: frame[key].to_numpy() for key in frame})


def test_a_sweep_can_be_stored_and_read_again() -> None:
    given = ["scenario=replace_untrusted,half_hearted", "organization.leaders=2,3", "shift.week=3,9", "dice=independent"]
    sweep = sweep_of([*SMALL[1:], *given, "levers.coaching=interval(0,1)", "design=sobol", "points=4", "shift.end=20"])
    again = through_json(sweep)
    assert to_dict(again) == to_dict(sweep)
    assert sweep_id(again) == sweep_id(sweep)
    assert not again.common
    for start in range(0, len(sweep), 8):
        assert again.units(start, start + 8) == sweep.units(start, start + 8)
        for one, two in zip(again.arrays(start, start + 8), sweep.arrays(start, start + 8), strict=True):
            assert one.tobytes() == two.tobytes()
    assert set(design_table(sweep)) == {"point", "stratum", "scenario", "organization.leaders", *sweep.columns}


def test_the_id_knows_points_and_not_how_often_they_are_run() -> None:
    ids = [
        sweep_id(sweep_of(["start.habit=0.1,0.2", *more]))
        for more in ([], ["replications=7"], ["seed=2"], ["start.habit=0.1,0.3"])
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
