"""First-order indices of factors with few values: textbook answers that steps, levels and grids have, and their intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from orgsim.analysis.sample import Sample
from orgsim.analysis.sample_making import make_sample
from orgsim.analysis.sensitivity import sensitivity
from orgsim.analysis.sensitivity.estimators import correlation_ratio
from orgsim.analysis.sensitivity.sensitivity_text import sensitivity_text
from orgsim.errors import ConfigurationError
from tests.analysis.samples import latin, sample_of

DICE = np.random.default_rng(11)


def mixed(count: int = 1000) -> Sample:
    """x of three levels in no order, two-valued z that does nothing, u in (0, 1): two thirds of y's variance are x's."""
    design = pd.DataFrame(
        {
            "point": range(count),
            "x": DICE.choice(["c", "a", "b"], count),
            "z": DICE.choice([0.0, 1.0], count),
            "u": DICE.random(count),
        }
    )
    effect = design["x"].map({"a": -1.0, "b": 2.0, "c": -1.0})  # variance 2
    runs = pd.DataFrame({"point": range(count), "y": effect + np.sqrt(12) * (design["u"] - 0.5)})  # variance 1
    return make_sample(design, runs)


def test_two_levels_that_decide_all_have_an_index_of_one() -> None:
    for replications in (1, 3):
        found = sensitivity(sample_of(np.round(latin(2, 400)), replications, y=lambda x: 3 * x[:, 0]))
        assert found.method == "given"
        one, nothing = found.values("y", "S1").itertuples(index=False)
        assert tuple(one) == pytest.approx((1, 1, 1))
        assert nothing.low < 0 < nothing.high
        assert abs(nothing.value) < 0.02
        assert found.verdicts["y"].converged


def test_levels_among_continuous_factors_have_their_share() -> None:
    found = sensitivity(mixed())
    rows = found.values("y", "S1")
    for factor, known in (("x", 2 / 3), ("z", 0), ("u", 1 / 3)):
        assert rows.loc[factor, "value"] == pytest.approx(known, abs=0.05)
        assert rows.loc[factor, "low"] <= known <= rows.loc[factor, "high"]
    assert found.grouped == ("x", "z")
    text = " ".join(sensitivity_text(found).split())
    assert "first-order indices of a given sample (RBD-FAST; group means where a factor has few values)" in text
    assert "By group means, as they have few values: x, z." in text


def test_only_steps_are_taken_by_group_means() -> None:
    points = latin(3, 520)
    points[:, 0], points[:, 1] = np.floor(12 * points[:, 0]), np.floor(13 * points[:, 1])
    found = sensitivity(sample_of(points, y=lambda x: x.sum(axis=1)))
    assert found.grouped == ("x1",)
    assert sensitivity(sample_of(points[:, :1].repeat(2, axis=1), y=lambda x: x[:, 0])).described.endswith(
        "sample (group means)"
    )
    assert sensitivity(sample_of(points[:, 1:], y=lambda x: x[:, 1])).described.endswith("sample (RBD-FAST)")


def test_the_halves_of_a_grid_have_all_values_of_its_slowest_factor() -> None:
    grid = np.array([[a, b, c] for a in range(2) for b in range(3) for c in range(100)], dtype=float)
    found = sensitivity(sample_of(grid, 1, 0.05, y=lambda x: 2 * x[:, 0] + x[:, 1] / 2))
    assert found.verdicts["y"].stable


def test_the_correlation_ratio_is_that_of_an_analysis_of_variance() -> None:
    groups = np.repeat([0, 1, 2], [4, 5, 6])
    values = DICE.normal(size=15) + groups
    within = sum(float(((values[groups == k] - values[groups == k].mean()) ** 2).sum()) for k in range(3)) / (15 - 3)
    assert correlation_ratio(groups, values) == pytest.approx(1 - within / values.var(ddof=1))
    assert np.isnan(correlation_ratio(np.arange(15), values))


def test_the_correlation_ratio_has_no_bias() -> None:
    found = [correlation_ratio(DICE.integers(0, 12, 60), DICE.normal(size=60)) for _ in range(2000)]
    assert np.mean(found) == pytest.approx(0, abs=4 * np.std(found) / 2000**0.5)


def test_levels_that_no_two_points_share_are_refused() -> None:
    design = pd.DataFrame({"point": range(120), "a": latin(1, 120)[:, 0], "label": [f"p{k}" for k in range(120)]})
    with pytest.raises(ConfigurationError) as caught:
        sensitivity(make_sample(design, pd.DataFrame({"point": range(120), "y": design["a"]})))
    assert str(caught.value) == (
        "design: column label has 120 levels at 120 points; an index needs two points or more of each on average: "
        "leave the column out, or take more points"
    )
