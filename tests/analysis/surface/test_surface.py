"""Surfaces of known functions, surrogates with known errors, and phase diagrams with known borders."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from orgsim.analysis.sample import Sample
from orgsim.analysis.sample_making import make_sample
from orgsim.analysis.surface import phases, surface
from orgsim.analysis.surface.phases import fewest
from orgsim.analysis.surface.surface_text import phases_text, surface_text
from orgsim.analysis.surface.surrogate import gaussian_process, misfit, quadratic, surrogate
from orgsim.errors import ConfigurationError
from tests.analysis.samples import Floats, latin, sample_of

NAMES = ["levers.coaching", "context.style.peers"]


def grid(columns: int = 6, rows: int = 5) -> Floats:
    return np.array([[a, b] for a in np.linspace(0, 4, columns) for b in np.linspace(0, 2, rows)])


def test_a_grid_keeps_its_cells_and_intervals_are_over_replications() -> None:
    sample = sample_of(grid(), 10, 0.1, names=NAMES, y=lambda x: x[:, 0] + 10 * x[:, 1])
    found = surface(sample, "coaching", "peers", outcome="y")
    assert found.cells.grid
    assert found.mean.shape == (5, 6)
    wanted = np.linspace(0, 4, 6)[None, :] + 10 * np.linspace(0, 2, 5)[:, None]
    assert found.mean == pytest.approx(wanted, abs=0.15)
    assert ((found.low < wanted) & (wanted < found.high)).mean() > 0.8
    runs = sample.by_replication("y")[0]
    half = stats.t.isf(0.025, 9) * runs.std(ddof=1) / 10**0.5
    assert found.high[0, 0] - found.mean[0, 0] == pytest.approx(half)
    assert found.cells.x.edges[:2] == pytest.approx([-0.4, 0.4])


def test_cells_average_over_other_factors_and_intervals_are_over_points() -> None:
    points = np.array([[a, b, c] for a, b in grid(3, 3) for c in (0, 1, 2)])
    found = surface(
        sample_of(points, names=[*NAMES, "context.c"], y=lambda x: x[:, 0] + x[:, 2]), NAMES[0], NAMES[1], outcome="y"
    )
    assert found.mean[0].tolist() == pytest.approx([1, 3, 5])
    assert (found.points == 3).all()
    assert found.others == ("c",)
    assert found.high[0, 0] > 3


def test_scattered_points_are_binned_and_smoothed() -> None:
    sample = sample_of(latin(2, 600), 2, 0.05, y=lambda x: np.sin(5 * x[:, 0]) * x[:, 1])
    found = surface(sample, "x1", "x2", outcome="y")
    assert not found.cells.grid
    assert found.points.sum() == 600
    assert found.smooth is not None
    assert found.smooth.kind == "Gaussian process"
    assert found.smooth.explained > 0.95
    x, y, values = found.smoothed(21)
    inner = slice(2, -2)
    assert values[inner, inner] == pytest.approx((np.sin(5 * x)[None, :] * y[:, None])[inner, inner], abs=0.08)
    assert "smooth surface, Gaussian process: error 0.0" in surface_text(found)
    assert {"smooth", "smooth_error", "mean", "low", "high", "points"} <= set(found.table().columns)


def test_a_bad_surrogate_is_not_used() -> None:
    found = surface(sample_of(latin(2, 300), 1, 5.0, y=lambda x: x[:, 0]), "x1", "x2", outcome="y")
    assert found.smooth is not None
    assert not found.smooth.good
    assert "smooth" not in found.table()
    assert "no smooth surface is drawn: the better one is bad" in " ".join(surface_text(found).split())


def test_a_quadratic_is_found_out_and_its_left_out_errors_are_those_of_refits() -> None:
    unit = latin(2, 40)
    values = 1 + unit[:, 0] - 2 * unit[:, 1] ** 2 + 0.1 * np.random.default_rng(1).standard_normal(40)
    terms = np.column_stack([np.ones(40), unit, unit[:, 0] ** 2, unit[:, 0] * unit[:, 1], unit[:, 1] ** 2])
    errors = []
    for out in range(40):
        rest = np.arange(40) != out
        weights = np.linalg.lstsq(terms[rest], values[rest], rcond=None)[0]
        errors.append(values[out] - terms[out] @ weights)
    assert quadratic(unit, values).error == pytest.approx(np.sqrt(np.mean(np.square(errors))))
    exact = surrogate(unit, 1 + unit[:, 0] - 2 * unit[:, 1] ** 2)
    assert exact is not None
    assert exact.explained == pytest.approx(1, abs=1e-4)


def test_the_gaussian_process_goes_through_smooth_values_and_learns_noise() -> None:
    unit = latin(2, 80)
    smooth = np.cos(3 * unit[:, 0]) + unit[:, 1]
    assert gaussian_process(unit, smooth).predict(unit) == pytest.approx(smooth, abs=1e-2)
    noisy = smooth + 0.3 * np.random.default_rng(2).standard_normal(80)
    found = gaussian_process(unit, noisy)
    assert found.error == pytest.approx(0.3, rel=0.3)
    assert np.std(found.predict(unit) - smooth) < 0.2


@pytest.mark.parametrize("logs", [[-1.0, 0.3, -2.0], [0.5, -0.7, -4.0], [1.2, 1.5, 0.4]])
def test_the_slopes_of_the_likelihood_are_those_of_finite_differences(logs: list[float]) -> None:
    unit = latin(2, 30)
    y = np.sin(4 * unit[:, 0]) + unit[:, 1] + 0.1 * np.random.default_rng(3).standard_normal(30)
    apart, at = (unit[:, None, :] - unit[None, :, :]) ** 2, np.array(logs)
    wanted = [(misfit(apart, y, at + step)[0] - misfit(apart, y, at - step)[0]) / 2e-5 for step in 1e-5 * np.eye(3)]
    assert misfit(apart, y, at)[1] == pytest.approx(wanted, rel=1e-6, abs=1e-6)


def test_the_likelihood_is_that_of_a_normal_distribution_with_its_best_variance() -> None:
    unit, at = latin(2, 25), np.log([0.4, 0.9, 0.05])
    y = unit[:, 0] - unit[:, 1] ** 2
    apart = (unit[:, None, :] - unit[None, :, :]) ** 2
    kernel = np.exp(-0.5 * (apart / np.array([0.4, 0.9]) ** 2).sum(axis=2)) + 0.05 * np.eye(25)
    best = y @ np.linalg.solve(kernel, y) / 25
    wanted = -stats.multivariate_normal(np.zeros(25), best * kernel).logpdf(y)
    constant = 12.5 * (1 + np.log(2 * np.pi) - np.log(25))
    assert misfit(apart, y, at)[0] == pytest.approx(wanted - constant)


def test_too_few_or_equal_values_have_no_surrogate() -> None:
    assert surrogate(latin(2, 11), np.arange(11.0)) is None
    assert surrogate(latin(2, 40), np.ones(40)) is None


def diagonal(replications: int) -> Sample:
    """Plateaus are the more likely, the higher y is above x; the border is the diagonal."""
    points = grid(9, 9) / [4, 2]
    dice = np.random.default_rng(4)
    chance = 1 / (1 + np.exp(-15 * (points[:, 1] - points[:, 0] + 0.06)))
    runs = pd.DataFrame({"point": np.repeat(range(81), replications), "replication": np.tile(range(replications), 81)})
    runs["plateau"] = (dice.random(len(runs)) < np.repeat(chance, replications)).astype(float)
    return make_sample(pd.DataFrame({"point": range(81), "a": points[:, 0], "b": points[:, 1]}), runs)


def test_a_phase_diagram_has_the_known_border_and_is_sure_away_from_it() -> None:
    found = phases(diagonal(30), "a", "b", where=["plateau > .5"])
    above = found.cells.y.middles[:, None] - found.cells.x.middles[None, :]
    assert (found.winner[above > 0.15] == 0).all()
    assert (found.winner[above < -0.25] == 1).all()
    assert found.sure[np.abs(above) > 0.3].all()
    assert not found.sure.all()
    assert found.classes == ("plateau > .5", "not: plateau > .5")
    text = phases_text(found)
    assert "Where 'plateau > .5' begins or ends along a" in text
    (line,) = [each for each in text.splitlines() if each.startswith("  b 0.375:")]
    assert re.search(r"ends at 0\.(31|44|56) \(0\.\d+ to 0\.\d+\)", line)
    table = found.table()
    assert len(table) == 81
    assert table["share: plateau > .5"].between(0, 1).all()


def test_more_runs_decide_more_cells() -> None:
    decided = [phases(diagonal(count), "a", "b", where=["plateau > .5"]).sure.mean() for count in (6, 20, 80)]
    assert decided == sorted(decided)
    assert decided[0] < decided[-1]


def test_a_cell_is_sure_by_the_two_sided_binomial_test() -> None:
    points = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    hits = [10, 8, 9, 5]
    runs = pd.DataFrame(
        [(place, r, float(r < count)) for place, count in enumerate(hits) for r in range(10)],
        columns=["point", "replication", "y"],
    )
    found = phases(
        make_sample(pd.DataFrame({"point": range(4), "a": points[:, 0], "b": points[:, 1]}), runs), "a", "b", where=["y > .5"]
    )
    wanted = [stats.binomtest(count, 10).pvalue <= 0.05 for count in hits]
    assert [found.sure[0, 0], found.sure[1, 0], found.sure[0, 1], found.sure[1, 1]] == wanted == [True, False, True, False]


def test_runs_of_the_same_points_do_not_decide_a_cell_of_several_points() -> None:
    points = np.array([[a, b, c + (a + 2 * b) / 9] for a in (0, 1) for b in (0, 1) for c in range(8)], dtype=float)
    sample = sample_of(points, 100, y=lambda x: np.where(x[:, 0] > 0, 1.0, (x[:, 2] < 6).astype(float)))
    found = phases(sample, "x1", "x2", where=["y > .5"])
    assert (found.winner == 0).all()
    assert (found.units == 8).all()
    assert found.sure.tolist() == [[False, True], [False, True]]  # six points against two; eight against none


def crossed(replications: int, noise: float = 0.3) -> Sample:
    """Nine cells, each with the same two plans, of which one lifts a share by half: all else is chance."""
    rows = [(a, b, plan) for a in range(3) for b in range(3) for plan in ("a", "b")]
    design = pd.DataFrame(rows, columns=["x1", "x2", "plan"]).assign(point=range(18))
    dice = np.random.default_rng(3)
    place = np.repeat(np.arange(18), replications)
    mean = 0.15 + 0.1 * design["x1"] + 0.5 * (design["plan"] == "b")
    values = np.clip(mean.to_numpy()[place] + noise * dice.standard_normal(len(place)), 0, 1)
    runs = pd.DataFrame({"point": place, "replication": np.tile(np.arange(replications), 18), "y": values})
    return make_sample(design, runs, shares=["y"])


def test_strata_that_are_fully_crossed_are_a_grid_whose_intervals_are_chance_in_runs() -> None:
    """Over two points that differ by half, Student's interval would leave the share's bounds."""
    sample = crossed(20)
    found = surface(sample, "x1", "x2", outcome="y")
    assert found.cells.crossed
    runs = sample.by_replication("y")
    mean = runs[:2].mean()
    half = stats.t.isf(0.025, 19) * runs[:2].mean(axis=0).std(ddof=1) / 20**0.5
    assert (found.mean[0, 0], found.low[0, 0], found.high[0, 0]) == pytest.approx((mean, mean - half, mean + half))
    assert (found.high - found.low).max() < 0.35
    assert "(a grid of 3 x 3 cells, averaged over 1 other factor crossed with them)" in surface_text(found)


def test_cells_of_crossed_strata_are_decided_by_replications() -> None:
    found = phases(crossed(20), "x1", "x2", where=["y < 2", "y > 9"])
    assert (found.units == 20).all()
    assert found.sure.all()
    assert not found.note
    wins = phases(crossed(20, 0.02), "x1", "x2", where=["y < .5"])
    assert not wins.sure[:, 0].any(), "one plan is below and one above in each replication: no class leads"
    few = phases(crossed(5), "x1", "x2", where=["y > -1"])
    assert few.note.startswith("the sample is too small: no cell has more than 5 replications; with fewer than 6")


@pytest.mark.parametrize("replications", [1, 4])
def test_shares_stay_within_0_and_1(replications: int) -> None:
    """Also over points that differ, and where a smooth surface would leave them."""
    points = latin(3, 300)
    sample = sample_of(points, replications, y=lambda x: (x[:, 0] + 0.05 * x[:, 2] > 0.5).astype(float))
    assert sample.shares == {"y"}
    found = surface(sample, "x1", "x2", outcome="y")
    assert not found.cells.crossed
    for values in (found.low, found.high):
        known = values[~np.isnan(values)]
        assert ((known >= 0) & (known <= 1)).all()
    assert found.smooth is not None
    smooth = found.smoothed()[2]
    assert (smooth.min(), smooth.max()) == (0.0, 1.0)
    assert found.table()["smooth"].between(0, 1).all()
    other = make_sample(sample.design.assign(point=range(300)), pd.DataFrame({"point": range(300), "y": points[:, 0]}))
    assert not other.shares, "between 0 and 1 by chance is no share unless it is said"


def test_points_without_a_run_fill_no_cell() -> None:
    points = grid(3, 3)
    design = pd.DataFrame(points, columns=["a", "b"]).assign(point=range(9))
    runs = pd.DataFrame({"point": np.repeat(range(1, 9), 8), "replication": np.tile(range(8), 8), "y": 1.0})
    found = phases(make_sample(design, runs), "a", "b", where=["y > .5"])
    assert found.runs.tolist() == [[0, 8, 8], [8, 8, 8], [8, 8, 8]]
    assert found.states()[0, 0] == "empty"
    over = surface(make_sample(design, runs), "a", "b", outcome="y")
    assert np.argwhere(over.points == 0).tolist() == [[0, 0]]
    assert over.source.endswith("; 1 of the points have no run and are left out")


def test_several_classes_the_first_that_holds() -> None:
    sample = sample_of(latin(2, 400), 3, y=lambda x: x[:, 0])
    found = phases(sample, "x1", "x2", where=["y > .8", "y > .4"])
    assert found.classes == ("y > .8", "y > .4", "none of these")
    assert [found.winner[0, 0], found.winner[0, 4], found.winner[0, -1]] == [2, 1, 0]
    assert found.parts()["wins"].sum() == pytest.approx(1)


def test_too_few_runs_to_be_sure_are_said() -> None:
    assert phases(diagonal(3), "a", "b", where=["plateau > .5"]).note == (
        "the sample is too small: no cell has more than 3 runs; with fewer than 6 no cell is decided, even if all are alike: "
        "more replications are wanted"
    )


def test_too_few_runs_are_told_from_runs_that_disagree() -> None:
    found = phases(diagonal(5), "a", "b", where=["plateau > .5"])
    assert set(found.table()["state"]) == {"too few runs"}
    assert "left edge" not in phases_text(found)
    enough = phases(diagonal(6), "a", "b", where=["plateau > .5"])
    assert set(enough.table()["state"]) == {"decided", "runs disagree"}
    assert "too few runs" not in phases_text(enough)


@pytest.mark.parametrize(("confidence", "runs"), [(0.9, 5), (0.95, 6), (0.99, 8)])
def test_the_fewest_runs_are_those_that_decide_when_all_are_alike(confidence: float, runs: int) -> None:
    assert fewest(confidence) == runs
    assert [stats.binomtest(count, count).pvalue <= 1 - confidence for count in (runs - 1, runs)] == [False, True]


def test_cells_of_scattered_points_are_as_wide_as_points_are_few() -> None:
    found = phases(sample_of(np.random.default_rng(3).random((400, 2)), 4, y=lambda x: x[:, 0]), "x1", "x2", where=["y > .5"])
    assert found.thin.mean() <= 0.05
    assert 4 <= found.cells.shape[0] < 7  # eight points a cell on average would have been 7 x 7


def test_a_grid_that_lacks_a_point_has_an_empty_cell() -> None:
    found = surface(sample_of(grid()[1:], 4, 0.1, names=NAMES, y=lambda x: x[:, 0]), "coaching", "peers", outcome="y")
    assert not found.cells.grid
    assert found.cells.shape == (5, 6)
    assert np.argwhere(found.points == 0).tolist() == [[0, 0]]


def test_a_sample_repeated_for_each_level_is_no_grid() -> None:
    """A Latin hypercube crossed with two scenarios: every pair of x1 and level has a point, which differs in x2 too."""
    points = latin(2, 50)
    design = pd.DataFrame({"point": range(100), "plan": np.repeat(["a", "b"], 50)})
    design[["x1", "x2"]] = np.tile(points, (2, 1))
    sample = make_sample(design, pd.DataFrame({"point": range(100), "y": np.tile(points[:, 1], 2)}))
    found = surface(sample, "x1", "plan", outcome="y")
    assert not found.cells.grid
    assert found.cells.shape == (2, 6)
    assert (found.points > 1).all()


def test_faults() -> None:
    sample = sample_of(latin(2, 100), y=lambda x: x[:, 0])
    with pytest.raises(ConfigurationError, match="y=x1: is the same factor as x; a surface lies over two"):
        surface(sample, "x1", "x1", outcome="y")
    with pytest.raises(ConfigurationError, match=r"^y='x9': must be one of group.x1, group.x2"):
        surface(sample, "x1", "x9", outcome="y")
    with pytest.raises(ConfigurationError) as caught:
        surface(sample, "x1", "x2", outcome="y")
    assert str(caught.value) == (
        "the sample is too small: 100 scattered points; a surface in 4 x 4 cells needs 128 or more, "
        "or a grid of the two factors"
    )
