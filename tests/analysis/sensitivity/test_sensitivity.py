"""Known answers: Ishigami's indices by Sobol and given data, Morris on a linear function, and the share that is chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from orgsim.analysis.sensitivity import SensitivitySettings, sensitivity
from orgsim.analysis.sensitivity.chance import chance
from orgsim.analysis.sensitivity.estimators import Index
from orgsim.analysis.sensitivity.sensitivity_text import sensitivity_text
from orgsim.analysis.sensitivity.verdict import judge
from orgsim.errors import ConfigurationError
from tests.analysis.samples import ishigami, latin, morris_points, saltelli_points, sample_of

S1, ST = [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]


@pytest.mark.parametrize("second", [False, True])
def test_ishigami_by_sobol(second: bool) -> None:
    sample = sample_of(saltelli_points(3, 4096, -np.pi, np.pi, second), ishigami=ishigami)
    found = sensitivity(sample, settings=SensitivitySettings(second=second))
    assert found.method == "sobol"
    for kind, known in (("S1", S1), ("ST", ST)):
        rows = found.values("ishigami", kind)
        assert rows["value"].tolist() == pytest.approx(known, abs=0.02)
        assert (rows["low"] <= known).all()
        assert (rows["high"] >= known).all()
    verdict = found.verdicts["ishigami"]
    assert verdict.converged
    assert verdict.size == 4096
    if second:
        pairs = found.values("ishigami", "S2")["value"]
        assert pairs.to_dict() == pytest.approx({"x1 x x2": 0.0, "x1 x x3": 0.2437, "x2 x x3": 0.0}, abs=0.02)


def test_a_small_sample_says_how_many_it_takes() -> None:
    found = sensitivity(sample_of(saltelli_points(3, 256, -np.pi, np.pi), ishigami=ishigami))
    verdict = found.verdicts["ishigami"]
    assert not verdict.converged
    assert verdict.needed in (2048, 4096, 8192)
    words = f"too small a sample: intervals up to {verdict.widest:.2f} wide (wanted 0.1)"
    text = " ".join(sensitivity_text(found).split())
    assert words in text
    assert f"take about {verdict.needed:,} base rows instead of 256" in text


def test_morris_of_a_linear_function() -> None:
    points = np.array([-1, 0, 10]) + np.array([2, 1, 5]) * morris_points(3, 20)
    found = sensitivity(sample_of(points, y=lambda x: 3 * x[:, 0] - 2 * x[:, 1] + 0 * x[:, 2]))
    assert found.method == "morris"
    assert found.values("y", "mu_star")["value"].tolist() == pytest.approx([6, 2, 0], abs=1e-9)  # across the range
    assert found.values("y", "mu")["value"].tolist() == pytest.approx([6, -2, 0], abs=1e-9)
    assert found.values("y", "sigma")["value"].tolist() == pytest.approx([0, 0, 0], abs=1e-9)
    assert found.verdicts["y"].converged


def test_morris_shows_what_works_together_by_sigma() -> None:
    found = sensitivity(sample_of(morris_points(3, 30), y=lambda x: x[:, 0] * x[:, 1] + x[:, 2]))
    sigma = found.values("y", "sigma")["value"]
    assert sigma["x1"] > 0.2
    assert sigma["x2"] > 0.2
    assert sigma["x3"] == pytest.approx(0, abs=1e-9)


def test_whole_numbers_keep_morris_in_the_unit_of_the_range() -> None:
    steps = np.floor(morris_points(2, 20) * 8.999)  # 0, 3 (2.99…), 5, 8: steps of 5 or 6 of 8
    found = sensitivity(sample_of(steps, y=lambda x: x[:, 0] / 8 + 0.1 * x[:, 1] / 8), method="morris")
    assert found.values("y", "mu_star")["value"].tolist() == pytest.approx([1, 0.1], rel=0.15)


def test_given_data_finds_first_order_indices() -> None:
    found = sensitivity(sample_of(latin(3, 4000, -np.pi, np.pi), ishigami=ishigami))
    assert found.method == "given"
    assert found.values("ishigami", "S1")["value"].tolist() == pytest.approx(S1, abs=0.04)
    assert "takes a Saltelli design, about 5,120 points" in sensitivity_text(found)


def test_given_data_is_not_misled_by_the_order_of_a_grid() -> None:
    side = np.linspace(-1, 1, 12)
    grid = np.stack([each.ravel() for each in np.meshgrid(side, side, indexing="ij")], axis=1)
    found = sensitivity(sample_of(grid, y=lambda x: x[:, 1] + 1e-3 * x[:, 0]))
    values = found.values("y", "S1")["value"]
    assert abs(values["x1"]) < 0.2
    assert values["x2"] > 0.8


def test_over_time_the_weight_moves_from_one_factor_to_the_other() -> None:
    points = saltelli_points(2, 256)
    weeks = [0, 10, 20]
    frames = [pd.DataFrame({"point": range(len(points)), "week": w, "p": points @ [20 - w, w]}) for w in weeks]
    sample = sample_of(points, weekly=pd.concat(frames), y=lambda x: x[:, 0])
    found = sensitivity(sample)
    rows = found.over_time[(found.over_time["index"] == "ST")].pivot(index="week", columns="factor", values="value")
    assert rows["x1"].tolist() == pytest.approx([1, 0.5, 0], abs=0.08)
    assert rows["x2"].tolist() == pytest.approx([0, 0.5, 1], abs=0.08)
    assert set(found.whole_table()["outcome"]) == {"y", "p"}


def test_chance_is_the_variance_within_points() -> None:
    dice = np.random.default_rng(1)
    values = dice.normal(0, 2, (3000, 1)) + dice.normal(0, 1, (3000, 4))
    found = chance(values, common=False)
    assert (found.between, found.within) == (pytest.approx(4, rel=0.1), pytest.approx(1, rel=0.1))
    assert found.share == pytest.approx(0.2, abs=0.02)
    assert found.left == pytest.approx(0.25 / 4.25, abs=0.01)


def test_common_dice_leave_less_chance_in_the_differences_between_points() -> None:
    dice = np.random.default_rng(1)
    shared = dice.normal(0, 1, (1, 8))
    values = dice.normal(0, 2, (3000, 1)) + shared + dice.normal(0, 0.2, (3000, 8))
    common, apart = chance(values, common=True), chance(values, common=False)
    assert common.left == pytest.approx(0.04 / 8 / 4, rel=0.2)
    assert apart.left > 10 * common.left
    assert common.share == pytest.approx(apart.share, abs=0.01)


@pytest.mark.parametrize("common", [True, False])
def test_the_chance_left_in_means_is_without_bias_for_few_points(common: bool) -> None:
    """Four points of three runs: estimates average to the noise, 1, as a two-way (or one-way) analysis of variance has it."""
    dice = np.random.default_rng(1)
    found = []
    for _ in range(4000):
        values = 3 * np.arange(4.0)[:, None] + (dice.normal(0, 2, (1, 3)) if common else 0) + dice.normal(0, 1, (4, 3))
        spread = values.mean(axis=1).var(ddof=1)
        found.append(chance(values, common).left * spread * 3)
    assert np.mean(found) == pytest.approx(1, abs=4 * np.std(found) / 4000**0.5)


def test_one_replication_says_nothing_of_chance() -> None:
    found = sensitivity(sample_of(saltelli_points(2, 64), y=lambda x: x[:, 0]))
    assert np.isnan(found.chance["y"].share)
    assert "chance: not known with one replication of each point" in sensitivity_text(found)


@pytest.mark.parametrize(
    ("values", "width", "halves", "converged", "needed"),
    [
        ([0.5, 0.2], 0.05, [[0.5, 0.2], [0.4, 0.3]], True, 64),
        ([0.5, 0.2], 0.2, [[0.5, 0.2], [0.4, 0.3]], False, 256),
        ([0.5, 0.2], 0.05, [[0.5, 0.2], [0.2, 0.3]], False, 128),
        ([0.5, 0.45], 0.05, [[0.5, 0.2], [0.2, 0.3]], True, 64),
    ],
)
def test_the_verdict(values: list[float], width: float, halves: list[list[float]], converged: bool, needed: int) -> None:
    middle = np.array(values)
    index = Index("ST", ("a", "b"), middle, middle - width / 2, middle + width / 2)
    found = judge("y", "sobol", index, halves=[np.array(half) for half in halves], size=64, wanted=0.1)
    assert (found.converged, found.needed) == (converged, needed)


def test_more_outcomes_than_fit_share_a_table() -> None:
    found = sensitivity(sample_of(saltelli_points(3, 64), 2, 0.1, **{f"y{k}": lambda x: x[:, 1] + x[:, 0] for k in range(7)}))
    text = sensitivity_text(found)
    assert "leading factors by total indices ST:" in text
    assert all(f"\n  y{k} " in text for k in range(7))
    assert max(map(len, text.splitlines())) <= 100


def test_outcomes_that_cannot_be_used_are_left_out_or_named() -> None:
    points = saltelli_points(2, 64)
    holes = {"gaps": lambda x: np.where(x[:, 0] > 0.5, np.nan, x[:, 0]), "flat": lambda x: 0 * x[:, 0]}
    sample = sample_of(points, y=lambda x: x[:, 0], **holes)
    found = sensitivity(sample)
    assert list(found.verdicts) == ["y"]
    assert found.left_out["flat"] == "has the same value at all points"
    assert "points; sensitivity needs nearly all of them" in found.left_out["gaps"]
    with pytest.raises(ConfigurationError, match=r"^outcome=flat: has the same value at all points$"):
        sensitivity(sample, ["flat", "y"])


def test_failed_points_cost_their_base_row_alone() -> None:
    points = saltelli_points(2, 256)
    sample = sample_of(points, y=lambda x: np.where(np.arange(len(x)) == 5, np.nan, x[:, 0]))
    found = sensitivity(sample)
    assert found.verdicts["y"].size == 255
    assert found.values("y", "ST")["value"].tolist() == pytest.approx([1, 0], abs=0.1)


def test_the_same_seed_gives_the_same_numbers() -> None:
    sample = sample_of(saltelli_points(2, 64), y=lambda x: x[:, 0] + x[:, 1] ** 2)
    one, same, other = (sensitivity(sample, settings=SensitivitySettings(seed=seed)).table for seed in (0, 0, 1))
    assert one.equals(same)
    assert not one.equals(other)


@pytest.mark.parametrize(
    ("method", "line"),
    [
        (
            "sobol",
            "method=sobol: these 200 points are no Saltelli design, which has N (D + 2) points (N a power of two, "
            "1,024 x 5 = 5,120 for 3 factors); method=given takes any sample",
        ),
        (
            "morris",
            "method=morris: these 200 points are no Morris trajectories, which have r (D + 1) points "
            "(20 x 4 = 80 for 3 factors); method=given takes any sample",
        ),
        ("soból", "method='soból': must be one of auto, sobol, morris, given; did you mean 'sobol'?"),
    ],
)
def test_methods_say_what_they_need(method: str, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        sensitivity(sample_of(latin(3, 200), y=lambda x: x[:, 0]), method=method)
    assert list(caught.value.faults) == [line]


@pytest.mark.parametrize(
    ("points", "line"),
    [
        (
            saltelli_points(2, 16),
            "Sobol indices (Saltelli design) needs 32 base rows or more (128 points); it has 16 (64 points)",
        ),
        (morris_points(3, 3), "Morris screening needs 4 trajectories or more (16 points); it has 3 (12 points)"),
        (latin(2, 50), "first-order indices of a given sample (RBD-FAST) needs 100 points or more (100 points); it has 50"),
    ],
)
def test_samples_that_are_too_small(points: np.ndarray, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        sensitivity(sample_of(points, y=lambda x: x[:, 0]))
    assert str(caught.value).startswith(f"the sample is too small: {line}")


def test_a_design_that_was_repeated_is_taken_a_value_at_a_time() -> None:
    points = np.vstack([np.column_stack([saltelli_points(2, 64), np.full(256, each)]) for each in (0.0, 1.0)])
    sample = replace(sample_of(points, y=lambda x: x[:, 0] + x[:, 2]), crossed=("group.x3",))
    with pytest.raises(ConfigurationError) as caught:
        sensitivity(sample)
    assert str(caught.value) == (
        "the design was repeated for each value of group.x3: take the points of one value at a time (--only group.x3=0.0), "
        "or method=given for all"
    )
    assert sensitivity(sample, method="given").method == "given"


def test_settings_out_of_range() -> None:
    sample = sample_of(saltelli_points(2, 64), y=lambda x: x[:, 0])
    with pytest.raises(ConfigurationError) as caught:
        sensitivity(sample, settings=SensitivitySettings(wanted=0, resamples=3, seed=-1))
    assert [line.partition("=")[0] for line in caught.value.faults] == ["seed", "wanted", "resamples"]
