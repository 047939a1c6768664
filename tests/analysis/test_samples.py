"""Samples from plain frames, and conditions on their outcomes: what is taken, and what is said of what cannot be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from orgsim.analysis.axis import labels_of
from orgsim.analysis.condition import parse_condition
from orgsim.analysis.rounding import decimals
from orgsim.analysis.sample import matching
from orgsim.analysis.sample_making import make_sample
from orgsim.errors import ConfigurationError

DESIGN = pd.DataFrame(
    {
        "point": [10, 11, 12],
        "levers.coaching": [0.0, 1.0, 4.0],
        "context.trust.gain": [0.01, 0.1, 1.0],
        "scenario": ["b", "a", "b"],
        "same": [1, 1, 1],
    }
)
RUNS = pd.DataFrame({"point": [12, 10, 10, 11], "replication": [0, 0, 1, 0], "y": [3.0, 1.0, 2.0, np.nan], "who": ["x"] * 4})


def test_what_varies_is_a_factor_text_is_levels_and_numbers_of_runs_are_outcomes() -> None:
    sample = make_sample(DESIGN, RUNS, {"levers.coaching": (0.0, 8.0)}, scales={"context.trust.gain": "log"})
    assert sample.keys == ("levers.coaching", "context.trust.gain", "scenario")
    assert sample.outcomes == ("y",)
    assert sample.replications == 2
    assert sample.means("y").tolist() == pytest.approx([1.5, np.nan, 3.0], nan_ok=True)
    assert np.array_equal(sample.by_replication("y"), [[1, 2], [np.nan, np.nan], [3, np.nan]], equal_nan=True)
    assert sample.unit().tolist() == [
        pytest.approx([0.0, 0.0, 1.0]),
        pytest.approx([0.125, 0.5, 0.0]),
        pytest.approx([0.5, 1.0, 1.0]),
    ]
    assert sample.describe() == "sample: 3 points of 3 factors, 2 replications with the same dice at all points"


def test_points_without_a_run_are_counted_and_said() -> None:
    sample = make_sample(DESIGN, RUNS[RUNS["point"] != 11])
    assert sample.measured.tolist() == [True, False, True]
    assert sample.describe() == (
        "sample: 3 points of 3 factors, 2 replications with the same dice at all points; "
        "1 of the points have no run and are left out"
    )


def test_a_factor_is_found_by_its_key_or_its_label() -> None:
    sample = make_sample(DESIGN, RUNS)
    assert sample.axis("coaching").key == sample.axis("levers.coaching").key == "levers.coaching"
    with pytest.raises(ConfigurationError, match=r"^x='levers.coching': must be one of .*; did you mean 'levers.coaching'\?$"):
        sample.axis("levers.coching", "x")


def test_a_last_part_of_several_keys_names_none_of_them() -> None:
    design = pd.DataFrame({"point": [10, 11, 12], "start.habit": [1, 2, 3], "context.style.habit": [3, 1, 2]})
    sample = make_sample(design, RUNS)
    assert sample.axis("start habit").key == "start.habit"
    with pytest.raises(ConfigurationError, match=r"^x='habit': must be one of start.habit, context.style.habit"):
        sample.axis("habit", "x")


def test_outcomes_are_chosen_by_name_or_pattern() -> None:
    known = ("final_trust", "final_quits", "mean_trust")
    assert matching(None, known) == known
    assert matching(["mean_trust", "*_trust"], known) == ("mean_trust", "final_trust")
    with pytest.raises(ConfigurationError) as raised:
        matching(["final_qutis", "x*"], known)
    assert raised.value.faults == (
        "outcome=final_qutis: the sample has no such outcome; did you mean 'final_quits'?",
        "outcome=x*: the sample has no such outcome",
    )


def test_labels_are_as_long_as_needed() -> None:
    labels = labels_of(["context.style.habit", "start.habit", "context.style.peer_norm"])
    assert list(labels.values()) == ["style habit", "start habit", "peer norm"]


def test_weekly_rows_are_averaged_over_replications() -> None:
    weekly = pd.DataFrame({"point": [10, 10, 11, 12], "week": [3, 3, 3, 4], "y": [1.0, 3.0, 5.0, 7.0]})
    sample = make_sample(DESIGN, RUNS, weekly=weekly)
    assert sample.weeks.tolist() == [3, 4]
    assert np.array_equal(sample.weekly["y"], [[2, np.nan], [5, np.nan], [np.nan, 7]], equal_nan=True)


@pytest.mark.parametrize(
    ("design", "runs", "lines"),
    [
        (
            DESIGN.rename(columns={"point": "pint"}),
            RUNS.drop(columns="point"),
            [
                "design: has no column point; did you mean 'pint'?; it names the point of each row",
                "runs: has no column point; it names the point of each row",
            ],
        ),
        (DESIGN.iloc[:1], RUNS, ["design: has 1 point; two or more are wanted"]),
        (DESIGN.assign(point=[1, 1, 2]), RUNS, ["design: point 1 stands there twice; each has one row"]),
        (DESIGN, RUNS.iloc[:0], ["runs: has no row; nothing has been run yet"]),
        (DESIGN[["point", "same"]], RUNS, ["design: nothing varies; a column for each factor that was varied is wanted"]),
        (DESIGN, RUNS.assign(point=[12, 10, 10, 7]), ["runs: point 7 is not in the design"]),
        (DESIGN, RUNS.assign(replication=0), ["runs: point 10, replication 0: has more than one row; one is wanted"]),
        (
            DESIGN,
            RUNS.drop(columns="y"),
            ["runs: has no column of numbers beside point and replication; one for each outcome is wanted"],
        ),
        (DESIGN.assign(extra=[1.0, 2.0, np.nan]), RUNS, ["design: column extra lacks a value in 1 rows, first at point 12"]),
    ],
)
def test_faults_of_frames(design: pd.DataFrame, runs: pd.DataFrame, lines: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        make_sample(design, runs)
    assert list(caught.value.faults) == lines


def test_a_log_scale_wants_numbers_above_zero() -> None:
    with pytest.raises(ConfigurationError, match=r"column levers\.coaching has values up to 0; a log scale wants"):
        make_sample(DESIGN, RUNS, scales={"levers.coaching": "log"})


def test_conditions_hold_where_all_comparisons_do_and_nothing_is_missing() -> None:
    condition = parse_condition("quits > .2  and performance <= 0.7", ["quits", "performance"])
    frame = pd.DataFrame({"quits": [0.3, 0.3, 0.1, np.nan], "performance": [0.7, 0.8, 0.5, 0.5]})
    assert condition.holds(frame).tolist() == [True, False, False, False]
    assert condition.text == "quits > .2 and performance <= 0.7"
    assert not parse_condition("quits != 1", ["quits"]).holds(frame)[3]


def test_faults_of_conditions() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_condition("quit > .2 and performance is low", ["quits", "performance"])
    assert list(caught.value.faults) == [
        "where='quit > .2 and performance is low': the sample has no outcome quit; did you mean 'quits'?",
        "where='quit > .2 and performance is low': cannot read 'performance is low'; "
        "write OUTCOME < NUMBER (or <=, >, >=, ==, !=), joined by 'and'",
    ]


def test_unknown_outcomes_are_named_with_the_nearest() -> None:
    with pytest.raises(ConfigurationError, match=r"^outcome=yy: the sample has no such outcome"):
        make_sample(DESIGN, RUNS).check_outcomes(["yy"])


@pytest.mark.parametrize(("largest", "digits", "wanted"), [(0.0059, 3, 5), (31, 3, 1), (0.008, 2, 4), (5000, 3, 0), (0, 3, 2)])
def test_decimals(largest: float, digits: int, wanted: int) -> None:
    assert decimals(largest, digits) == wanted
