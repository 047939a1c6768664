"""Missing and infinite values in each analysis of samples: left out and counted in the header, or refused by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from orgsim.analysis.discovery import discover
from orgsim.analysis.discovery.discovery_text import discovery_text
from orgsim.analysis.robustness import robustness
from orgsim.analysis.robustness.robustness_text import robustness_text
from orgsim.analysis.sample import Sample
from orgsim.analysis.sample_making import make_sample
from orgsim.analysis.sensitivity import sensitivity
from orgsim.analysis.sensitivity.estimators import Index
from orgsim.analysis.sensitivity.sensitivity_text import sensitivity_text
from orgsim.analysis.sensitivity.verdict import judge
from orgsim.analysis.surface import phases, surface
from orgsim.analysis.surface.surface_text import phases_text, surface_text
from orgsim.errors import ConfigurationError
from tests.analysis.samples import latin, saltelli_points

TEXTS: dict[str, Callable[[Sample], str]] = {
    "sensitivity": lambda sample: sensitivity_text(sensitivity(sample, ["y"])),
    "discover": lambda sample: discovery_text(discover(sample, "y > 3")),
    "robustness": lambda sample: robustness_text(robustness(sample, "y")),
    "surface": lambda sample: surface_text(surface(sample, "coaching", "peers", outcome="y")),
    "phases": lambda sample: phases_text(phases(sample, "coaching", "peers", where=["y > 3"])),
}
GRID = pd.DataFrame([(a, b) for a in range(6) for b in range(20)], columns=["levers.coaching", "context.style.peers"])
GRID.insert(0, "point", range(120))


def gridded(at: dict[int, float], replications: int = 2) -> Sample:
    """y = coaching + peers / 20 on a grid of 6 x 20, but for these values in rows of runs."""
    runs = pd.DataFrame({"point": np.repeat(range(120), replications), "replication": np.tile(range(replications), 120)})
    y = (GRID["levers.coaching"] + GRID["context.style.peers"] / 20).to_numpy().repeat(replications)
    for row, value in at.items():
        y[row] = value
    return make_sample(GRID, runs.assign(y=y, other=1.0))


@pytest.mark.parametrize("verb", TEXTS)
def test_what_is_missing_or_infinite_is_counted_in_the_header(verb: str) -> None:
    text = TEXTS[verb](gridded({5: np.nan, 8: np.inf, 9: -np.inf, 100: np.nan}))
    whole = "sample: 120 points of 2 factors, 2 replications with the same dice at all points"
    assert text.startswith(f"{whole}\n  missing values: y 4 of 240 (2 infinite)\n")
    assert max(map(len, text.splitlines())) <= 100
    assert "missing" not in TEXTS[verb](gridded({}))


@pytest.mark.parametrize("verb", TEXTS)
def test_an_infinite_value_says_what_a_missing_one_says(verb: str) -> None:
    """Runs 8 and 9 are all of a point, 20 one of two."""
    texts = [TEXTS[verb](gridded(dict.fromkeys((8, 9, 20), value))) for value in (np.nan, np.inf, -np.inf)]
    assert [text.replace(" (3 infinite)", "") for text in texts] == [texts[0]] * 3


@pytest.mark.parametrize("verb", TEXTS)
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_an_outcome_without_any_value_is_refused(verb: str, value: float) -> None:
    with pytest.raises(ConfigurationError, match=r"y.*has no value (in any of 240 runs|at 120 of 120 points)"):
        TEXTS[verb](gridded(dict.fromkeys(range(240), value)))


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("sensitivity", "outcome=y: has the same value at all points"),
        ("discover", "where='y > 3': the sample is too small: 0 of 120 points meet it"),
        ("robustness", "6 sets are equal"),
        ("surface", "smooth surface: none; it takes 12 cells or more that differ"),
        ("phases", "not: y > 3"),
    ],
)
def test_a_constant_outcome_is_said_to_be_one(verb: str, words: str) -> None:
    """Means of two or three equal values may differ in their last digit, which is no change."""
    constant = gridded(dict.fromkeys(range(360), 0.1) | {7: np.nan, 11: np.nan}, 3)
    try:
        text = TEXTS[verb](constant)
    except ConfigurationError as error:
        text = str(error)
    assert words in text


def test_one_infinite_value_has_not_converged() -> None:
    points = saltelli_points(2, 64)
    design = pd.DataFrame(points, columns=["a", "b"]).assign(point=range(256))
    y = points[:, 0].copy()
    y[17] = np.inf
    found = sensitivity(make_sample(design, pd.DataFrame({"point": range(256), "y": y})))
    assert found.verdicts["y"].size == 63
    assert "missing values: y 1 of 256 (1 infinite)" in found.source
    nothing = np.array([np.nan, 0.2])
    for value, low in ((nothing, nothing), (np.array([0.5, 0.2]), nothing)):
        verdict = judge(
            "y", "sobol", Index("ST", ("a", "b"), value, low, low + 0.01), halves=[value, value], size=64, wanted=0.1
        )
        assert not verdict.converged


@pytest.mark.parametrize(
    ("y", "words"),
    [
        (lambda x: np.where(np.arange(len(x)) == 3, 1.0, 0.0), "changes at too few points for its indices to have intervals"),
        (lambda x: 1e200 * x[:, 0], r"has values up to 9.\d+e\+199, whose squares are no longer numbers"),
    ],
)
def test_outcomes_that_indices_cannot_be_taken_of(y: Callable[[np.ndarray], np.ndarray], words: str) -> None:
    points = latin(2, 200)
    design = pd.DataFrame(points, columns=["a", "b"]).assign(point=range(200))
    with pytest.raises(ConfigurationError, match=f"^outcome=y: {words}$"):
        sensitivity(make_sample(design, pd.DataFrame({"point": range(200), "y": y(points)})))


def test_points_of_which_nothing_is_known_are_no_cases_and_no_others() -> None:
    sample = gridded(dict.fromkeys(range(0, 240, 4), np.nan) | dict.fromkeys(range(1, 240, 4), np.nan))
    found = discover(sample, "y > 3")
    assert len(found.cases) == len(found.values) == 60
    assert "of 60 points" in discovery_text(found)
    assert "60 more points have no run with a value of it and are left out" in discovery_text(found)


def test_runs_of_which_nothing_is_known_are_of_no_class() -> None:
    found = phases(gridded({0: np.nan, 2: np.inf, 3: np.nan}), "coaching", "peers", where=["y > 3"])
    assert found.cells.grid
    assert found.runs[:3, 0].tolist() == [1, 0, 2]
    assert found.winner[:3, 0].tolist() == [1, -1, 1]
    assert found.states()[1, 0] == "empty"


def test_a_cell_of_a_surface_counts_the_points_that_have_a_value() -> None:
    design = pd.DataFrame([(a, b, c) for a in range(4) for b in range(4) for c in range(2)], columns=["a", "b", "c"])
    runs = pd.DataFrame({"point": np.repeat(range(32), 3), "y": np.arange(96.0)})
    runs.loc[0:2, "y"] = np.inf  # all of point 0, one of two in its cell
    found = surface(make_sample(design.assign(point=range(32)), runs), "a", "b", outcome="y")
    assert found.points[0].tolist() == [1, 2, 2, 2]
    assert found.mean[0, 0] == 4.0
    assert (found.low[0, 0], found.high[0, 0]) == pytest.approx((4 - 4.3027 / 3**0.5, 4 + 4.3027 / 3**0.5), abs=1e-3)


def test_factors_must_be_known_and_finite() -> None:
    design = GRID.assign(a=[np.inf, -np.inf, *range(118)], b=[np.nan, *range(119)])
    with pytest.raises(ConfigurationError) as caught:
        make_sample(design, pd.DataFrame({"point": range(120), "y": 1.0}))
    assert list(caught.value.faults) == [
        "design: column a is infinite in 2 rows, first at point 0",
        "design: column b lacks a value in 1 rows, first at point 0",
    ]


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (["1", "2", ""], None),
        ([True, None, False], [1, np.nan, 0]),
        (pd.array([1, None, 3], dtype="Int64"), [1, np.nan, 3]),
        (["1", "2.5", None], [1, 2.5, np.nan]),
        ([None] * 3, [np.nan] * 3),
    ],
)
def test_outcomes_are_numbers_with_gaps_and_text_among_them_is_refused(
    column: list[object], wanted: list[float] | None
) -> None:
    runs = pd.DataFrame({"point": [0, 1, 2], "z": 1.0, "y": column, "label": list("abc")})
    if wanted is None:
        with pytest.raises(ConfigurationError) as caught:
            make_sample(GRID, runs)
        assert str(caught.value) == (
            "runs: column y has '' at point 2 among its numbers; a number is wanted, or nothing where there is none"
        )
        return
    sample = make_sample(GRID, runs)
    assert sample.outcomes == ("z", "y")
    assert np.array_equal(sample.runs["y"], wanted, equal_nan=True)


def test_weekly_values_are_counted_too_and_long_lists_are_short() -> None:
    weekly = pd.DataFrame({"point": [0, 0, 1], "week": 3, "p": [np.inf, 2.0, 5.0]})
    sample = make_sample(GRID, pd.DataFrame({"point": range(120), "y": 1.0}), weekly=weekly)
    assert sample.weekly["p"][:2].tolist() == [[2.0], [5.0]]
    assert sample.describe(["weekly p"]).endswith("; missing values: weekly p 1 of 3 (1 infinite)")
    many = replace(sample, gaps={f"y{k}": sample.gaps["weekly p"] for k in range(5)})
    assert many.describe([f"y{k}" for k in range(5)]).endswith("y2 1 of 3 (1 infinite), 2 more outcomes")
