"""Known answers: boxes with known limits come out, one or two of them, noise gives none; and the same for the tree."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsim.analysis.axis import Axis
from orgsim.analysis.discovery import DiscoverySettings, discover, tree
from orgsim.analysis.discovery.boxes import Box, Limit, Measures, measures, number_words, quality
from orgsim.analysis.discovery.discovery_text import discovery_text
from orgsim.analysis.discovery.prim import Patience, choose, paste, peel, prune, quasi_p
from orgsim.analysis.discovery.tree import grow
from orgsim.analysis.sample_making import make_sample
from orgsim.errors import ConfigurationError
from tests.analysis.samples import Floats, Function, latin, sample_of

NAMES = ["levers.coaching", "context.style.peer_norm", "context.trust.gain"]
AXES = tuple(Axis(name, name) for name in "abc")


def known(x: Floats) -> Floats:
    return ((x[:, 0] < 1.2) & (x[:, 1] > 2.1)).astype(float)


def noisy(function: Function, right: float, seed: int = 3) -> Function:
    """The function's verdict, turned round at 1 − `right` of all points."""

    def turned(x: Floats) -> Floats:
        return np.where(np.random.default_rng(seed).random(len(x)) < right, function(x), 1 - function(x))

    return turned


def test_a_box_with_known_limits_in_words() -> None:
    sample = sample_of(latin(3, 1000) * [4, 5, 1], names=NAMES, plateau=known)
    found = discover(sample, "plateau > .5")
    (box,) = found.boxes
    assert box.box.words(found.axes) == "coaching < 1.2 and peer norm > 2.1"
    assert box.box.limits[0].high == pytest.approx(1.2, abs=0.02)
    assert box.box.limits[1].low == pytest.approx(2.1, abs=0.02)
    assert box.measures.coverage > 0.99
    assert box.measures.density > 0.99
    assert max(box.quasi_p.values()) < 1e-6
    assert box.chance == 0.02
    text = discovery_text(found)
    assert "1. plateau > .5 if coaching < 1.2 and peer norm > 2.1\n   coverage 100%, density 100%" in text
    assert max(map(len, text.splitlines())) <= 100


def test_points_without_a_run_are_neither_cases_nor_others() -> None:
    points = latin(3, 400) * [4, 5, 1]
    design = pd.DataFrame(points, columns=NAMES).assign(point=range(400))
    runs = pd.DataFrame({"point": range(400), "plateau": known(points)})
    found = discover(make_sample(design, runs[points[:, 2] < 0.7]), "plateau > .5")
    there = int((points[:, 2] < 0.7).sum())
    assert len(found.cases) == len(found.values) == there
    text = discovery_text(found)
    assert f"; {400 - there} of the points have no run and are left out\n" in text
    assert f"of {there} points" in text


def test_a_box_in_noise_keeps_its_limits_and_no_others() -> None:
    found = discover(sample_of(latin(3, 1000) * [4, 5, 1], names=NAMES, plateau=noisy(known, 0.9)), "plateau > .5")
    first = found.boxes[0]
    assert set(first.box.limits) == {0, 1}
    assert first.box.limits[0].high == pytest.approx(1.2, abs=0.1)
    assert first.box.limits[1].low == pytest.approx(2.1, abs=0.2)
    assert first.measures.density == pytest.approx(0.9, abs=0.04)
    assert len(found.boxes) == 1
    assert found.rejected is not None


def test_two_boxes_that_hide_each_other() -> None:
    def two(x: Floats) -> Floats:
        return (((x[:, 0] < 0.3) & (x[:, 1] < 0.3)) | ((x[:, 0] > 0.7) & (x[:, 2] > 0.6))).astype(float)

    found = discover(sample_of(latin(3, 1000), y=two), "y > .5")
    words = {each.box.words(found.axes) for each in found.boxes}
    assert words == {"x1 > 0.70 and x3 > 0.60", "x1 < 0.30 and x2 < 0.30"}
    assert found.together.coverage > 0.98
    assert found.together.density > 0.98
    assert sum(each.added for each in found.boxes) == pytest.approx(found.together.coverage)


@pytest.mark.parametrize("seed", [1, 2])
def test_noise_gives_no_box_and_no_tree(seed: int) -> None:
    dice = np.random.default_rng(seed)
    sample = sample_of(latin(4, 400, seed=seed), y=lambda x: (dice.random(len(x)) < 0.3).astype(float))
    found = discover(sample, "y > .5")
    assert found.boxes == []
    assert found.leaves == []
    assert found.rejected is not None
    assert found.rejected.chance > 0.02
    text = discovery_text(found)
    assert "No box: " in text
    assert "Tree: no split lowers the cross-validated error" in text


def test_levels_of_a_factor_are_named() -> None:
    dice = np.random.default_rng(1)
    count = 800
    design = pd.DataFrame({"point": range(count), "scenario": dice.choice(list("abcd"), count), "x": dice.random(count)})
    hit = design["scenario"].isin(["b", "d"]) & (design["x"] > 0.5)
    sample = make_sample(design, pd.DataFrame({"point": range(count), "y": hit.astype(float)}))
    found = discover(sample, "y > .5")
    assert found.boxes[0].box.words(found.axes) == "scenario is b or d and x > 0.50"
    assert found.boxes[0].measures.density == 1.0
    best = found.leaves[0]
    assert best.box.words(found.axes) == "scenario is b or d and x > 0.50"
    row = found.table().iloc[0]
    assert (row["factor"], row["levels"]) == ("scenario", "b|d")


def test_the_tree_has_the_known_limits() -> None:
    found = discover(sample_of(latin(3, 1000) * [4, 5, 1], names=NAMES, plateau=known), "plateau > .5")
    best = found.leaves[0]
    assert best.box.words(found.axes) == "coaching < 1.2 and peer norm > 2.1"
    assert best.measures.coverage == 1.0
    assert sum(leaf.measures.points for leaf in found.leaves) == 1000
    assert sum(leaf.measures.coverage for leaf in found.leaves) == pytest.approx(1)


def test_the_tree_is_no_deeper_than_asked() -> None:
    values = latin(3, 800)
    cases = noisy(lambda x: ((x[:, 0] > 0.5) ^ (x[:, 1] > 0.4)).astype(float), 0.95)(values) > 0.5
    assert all(len(leaf.box.limits) <= 1 for leaf in grow(AXES, values, cases, depth=1))


@pytest.mark.parametrize(
    ("means", "leaves"),
    [
        ([0.25, 0.1, 0.1, 0.1], 2),
        ([0.25, 0.109, 0.1, 0.11], 2),  # within one standard error (0.01) of the best
        ([0.25, 0.111, 0.1, 0.1], 4),  # just beyond it
        ([0.25, 0.13, 0.109, 0.1], 4),
        ([0.105, 0.1, 0.1, 0.1], 0),
    ],
)
def test_the_tree_is_the_smallest_within_one_standard_error_of_the_best(
    means: list[float], leaves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = latin(2, 400)
    cases = values[:, 1] > np.where(values[:, 0] > 0.5, 0.2, 0.8)
    spread = 0.01 * 400**0.5 * (399 / 400) ** 0.5 * np.where(np.arange(400) % 2, 1.0, -1.0)
    wide = {depth: mean + spread * (1 if mean == min(means) else 3) for depth, mean in enumerate(means)}
    monkeypatch.setattr(tree, "_errors", lambda *given: wide[given[-1]])
    assert len(grow(AXES[:2], values, cases)) == leaves


def test_the_cross_validated_error_is_that_of_densities_of_the_other_folds() -> None:
    """Without a split each point is given the density of all folds but its own."""
    dice = np.random.default_rng(1)
    cases, fold = dice.random(200) < 0.3, dice.permutation(200) % 10
    wanted = [(cases[place] - cases[fold != fold[place]].mean()) ** 2 for place in range(200)]
    assert tree._errors(AXES[:1], dice.random((200, 1)), cases, fold, 10, 0) == pytest.approx(wanted)


def test_limits_are_more_and_less_than_not_equal() -> None:
    assert Limit(low=0.5, high=1.5).admits(np.array([0.5, 0.6, 1.4, 1.5])).tolist() == [False, True, True, False]


def test_a_leaf_may_have_the_fewest_points_and_no_fewer() -> None:
    for hits, alone in ((10, True), (9, False)):
        values = np.arange(100.0)[:, None]
        (low, *_) = grow(AXES[:1], values, values[:, 0] < hits, depth=1)
        assert low.measures.points == 10
        assert (low.measures.density == 1) == alone


def test_a_limit_at_the_largest_quasi_p_stays() -> None:
    values = np.column_stack([np.repeat([0.0, 1.0], 10), np.tile([0.0, 1.0], 10)])
    cases = np.repeat([False, True], 10) & (np.arange(20) < 18)
    box = Box({0: Limit(low=0.5)})
    p = quasi_p(box, values, cases)[0]
    assert prune(box, values, cases, least=p) == box
    assert prune(box, values, cases, least=np.nextafter(p, 0)) == Box({})


def test_quality_is_the_root_of_mass_times_what_density_is_above_the_rest() -> None:
    assert quality(Measures(0.5, 0.8, 0.25, 100), 0.3) == pytest.approx(0.25)
    assert quality(Measures(0.0, 0.0, 0.0, 0), 0.3) == 0


def test_peeling_ends_small_and_each_step_nests_in_the_one_before() -> None:
    values = latin(3, 600)
    cases = (values[:, 0] + values[:, 1] > 1.3) & (values[:, 2] < 0.9)
    steps = peel(AXES, values, cases, how=Patience(0.05, 30))
    inside = [step.box.inside(values) for step in steps]
    assert all((after <= before).all() for before, after in pairwise(inside))
    assert steps[-1].measures.points >= 30
    for step, own in zip(steps, inside, strict=True):
        assert step.measures == measures(step.box, values, cases)
        assert step.measures.points == own.sum()


def test_ties_are_peeled_together() -> None:
    values = np.repeat(np.arange(4.0), 50)[:, None]
    cases = values[:, 0] >= 2
    best = choose(peel(AXES[:1], values, cases, how=Patience(0.05, 10)), 0.5)
    assert best.box.limits == {0: Limit(low=1.5)}
    assert best.measures.density == 1.0


def test_pasting_lets_out_what_was_peeled_too_far() -> None:
    values = latin(1, 500)
    cases = values[:, 0] > 0.6
    narrow = Box({0: Limit(low=0.8, high=0.95)})
    let_out = paste(AXES[:1], narrow, values, cases=cases, how=Patience(0.05, 10))
    assert let_out.limits[0].low == pytest.approx(0.6, abs=0.01)
    assert let_out.limits[0].high == np.inf


def test_quasi_p_is_the_binomial_of_the_box_without_the_limit() -> None:
    values = np.column_stack([np.repeat([0.0, 1.0], 10), np.tile([0.0, 1.0], 10)])
    cases = np.zeros(20, dtype=bool)
    cases[10:18] = True  # eight of ten where the first is 1, none elsewhere
    box = Box({0: Limit(low=0.5)})
    wanted = sum(comb(10, k) * 0.4**k * 0.6 ** (10 - k) for k in range(8, 11))
    assert quasi_p(box, values, cases)[0] == pytest.approx(wanted)
    both = Box({0: Limit(low=0.5), 1: Limit(low=0.5)})
    assert prune(both, values, cases, least=0.05).limits == box.limits


@given(st.integers(0, 40), st.integers(1, 40), st.integers(1, 40))
@settings(max_examples=50, deadline=None)
def test_quality_is_zero_for_a_box_as_dense_as_the_rest_and_grows_with_density(hits: int, more: int, points: int) -> None:
    total = hits + more + points + 40
    values = np.arange(float(total))[:, None]
    cases = np.arange(total) < hits + more
    everything = measures(Box({}), values, cases)
    assert quality(everything, cases.mean()) == pytest.approx(0)
    dense = measures(Box({0: Limit(high=hits + more - 0.5)}), values, cases)
    assert quality(dense, cases.mean()) > 0


@pytest.mark.parametrize(
    ("low", "high", "value", "words"),
    [(0, 4, 1.2345, "1.2"), (0, 1, 0.3, "0.30"), (0, 500, 120.4, "120"), (-1, 1, -0.001, "0")],
)
def test_limits_have_as_many_digits_as_their_range_deserves(low: float, high: float, value: float, words: str) -> None:
    assert number_words(Axis("a", "a", low, high), value) == words


def refused(call: Callable[[], object]) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        call()
    return list(caught.value.faults)


def test_too_few_cases_say_how_many_points_it_takes() -> None:
    sample = sample_of(latin(2, 500), y=lambda x: (x[:, 0] > 0.99).astype(float))
    (line,) = refused(lambda: discover(sample, "y > .5"))
    assert line == (
        "where='y > .5': the sample is too small: 5 of 500 points meet it; discovery needs 20 or more: "
        "about 2,000 points at this rate"
    )
    (line,) = refused(lambda: discover(sample, "y < 7"))
    assert "0 of 500 points do not meet it" in line
    assert line.endswith("a wider design or another condition")


def test_settings_out_of_range() -> None:
    sample = sample_of(latin(2, 500), y=lambda x: x[:, 0])
    wrong = DiscoverySettings(alpha=0, boxes=0, depth=9, least=2, chance=0.01, shuffles=49)
    faults = refused(lambda: discover(sample, "y > .5", wrong))
    assert [line.partition("=")[0] for line in faults] == ["alpha", "boxes", "depth", "least"]
    (line,) = refused(lambda: discover(sample, "y > .5", DiscoverySettings(chance=0.01)))
    assert line == "shuffles=49: must be a whole number from 99 (for chance 0.01)"
