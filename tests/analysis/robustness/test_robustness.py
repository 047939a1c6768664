"""Regret and satisficing in closed form, the crossing of levers with contexts, and what is said when there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from orgsim.analysis.robustness import RobustnessSettings, robustness
from orgsim.analysis.robustness.measures import MEASURES, often_best, regret, winners
from orgsim.analysis.robustness.robustness_text import robustness_text
from orgsim.analysis.sample import Sample
from orgsim.analysis.sample_making import make_sample
from orgsim.errors import ConfigurationError
from tests.analysis.samples import sample_of

#: Outcomes of three sets (rows) in four contexts, as in a textbook: the mean, the worst and the regret disagree.
TABLE = np.array([[9.0, 9.0, 9.0, 0.0], [6.0, 6.0, 6.0, 6.0], [8.0, 8.0, 8.0, 2.5]])


def crossed(table: np.ndarray = TABLE, replications: int = 3, spread: float = 0.0, common: bool = True) -> Sample:
    sets, contexts = table.shape
    points = np.array([[a, b] for a in range(sets) for b in range(contexts)], dtype=float)
    return sample_of(
        points, replications, spread, names=["levers.coaching", "context.style.peers"], common=common,
        y=lambda x: table[x[:, 0].astype(int), x[:, 1].astype(int)],
    )  # fmt: skip


def test_measures_in_closed_form() -> None:
    found = robustness(crossed(), "y", settings=RobustnessSettings(threshold=6.0))
    table = found.table.set_index("levers.coaching")
    assert table["mean"].tolist() == [6.75, 6.0, 6.625]
    assert table["worst"].tolist() == [0.0, 6.0, 2.5]
    assert table["max_regret"].tolist() == [6.0, 3.0, 3.5]
    assert table["mean_regret"].tolist() == [1.5, 2.25, 1.625]
    assert table["often_best"].tolist() == [0.75, 0.25, 0.0]
    assert table["satisficing"].tolist() == [0.75, 1.0, 0.75]
    assert table["regret_90"].tolist() == pytest.approx([4.2, 3.0, 2.75])
    chosen = {"mean": 0, "worst": 1, "max_regret": 1, "regret_90": 2, "often_best": 0, "satisficing": 1}
    assert found.chosen == chosen
    assert found.regrets.tolist() == [[0, 0, 0, 6], [3, 3, 3, 0], [1, 1, 1, 3.5]]


def test_less_can_be_better() -> None:
    found = robustness(crossed(-TABLE), "y", settings=RobustnessSettings(better="less", threshold=-6.0))
    table = found.table.set_index("levers.coaching")
    assert table["worst"].tolist() == [0.0, -6.0, -2.5]
    assert table["max_regret"].tolist() == [6.0, 3.0, 3.5]
    assert table["satisficing"].tolist() == [0.75, 1.0, 0.75]
    assert found.chosen["worst"] == 1


def test_ties_share() -> None:
    values = np.array([[1.0, 1.0], [1.0, 0.0]])
    assert often_best(values).tolist() == [0.75, 0.25]
    assert winners(MEASURES["mean"], np.ones((2, 3))).tolist() == [0.5, 0.5]


@given(hnp.arrays(np.float64, (3, 4), elements=st.floats(-10, 10, width=32)), st.floats(-5, 5, width=32))
@settings(max_examples=50, deadline=None)
def test_regret_is_never_negative_none_for_the_best_and_knows_no_level(values: np.ndarray, level: float) -> None:
    found = regret(values)
    assert (found >= 0).all()
    assert (found.min(axis=0) == 0).all()
    assert regret(values + level * np.arange(4)) == pytest.approx(found, abs=1e-4)
    assert often_best(values).sum() == pytest.approx(1)


def test_without_noise_replications_do_not_matter_and_contexts_do() -> None:
    found = robustness(crossed(), "y")
    assert found.how_often.sum().tolist() == pytest.approx([1.0] * 5)
    assert found.how_often.loc[1, "worst"] > found.how_often.loc[0, "worst"]


def test_a_clear_winner_is_always_the_winner_and_equals_share() -> None:
    clear = np.array([[1.0], [2.0]]) * np.ones((2, 8))
    found = robustness(crossed(clear, 5, 0.01), "y")
    assert found.how_often.loc[1].tolist() == pytest.approx([1.0] * 5)
    equal = robustness(crossed(np.ones((2, 8)), 40, 1.0, common=False), "y")
    assert 0.02 < equal.how_often.loc[0, "mean"] < 0.98


def test_common_dice_decide_what_dice_of_their_own_leave_open() -> None:
    points = np.array([[a, b] for a in range(2) for b in range(6)], dtype=float)
    dice = np.random.default_rng(5)
    shared = dice.normal(0, 1, 10)
    runs = pd.DataFrame(
        [(place, r, shared[r] + 0.2 * x[0]) for place, x in enumerate(points) for r in range(10)],
        columns=["point", "replication", "y"],
    )
    design = pd.DataFrame({"point": range(12), "levers.a": points[:, 0], "context.b": points[:, 1]})
    often = {
        common: robustness(make_sample(design, runs, common=common), "y").how_often.loc[1, "mean"] for common in (True, False)
    }
    assert often[True] == pytest.approx(1.0)
    assert often[False] < 0.95


def test_the_text_names_choices_and_says_what_is_small() -> None:
    text = robustness_text(robustness(crossed(replications=1), "y", settings=RobustnessSettings(threshold=6.0)))
    assert "y (more is better; enough: at least 6): 3 lever sets x 4 contexts x 1 replications" in text
    assert "largest regret (minimax regret):          coaching 1 (" in text
    assert "the sample is small: 4 contexts; shares of contexts move in steps of 25%" in text
    assert "one replication: what is chance in a single run counts as regret; take several" in text
    assert max(map(len, text.splitlines())) <= 100


def test_equal_sets_are_said_to_be_equal() -> None:
    text = robustness_text(robustness(crossed(), "y", settings=RobustnessSettings(threshold=0.0)))
    assert "part of contexts good enough:             coaching 0 (33%; 3 sets are equal)" in text


def test_contexts_that_lack_a_set_are_left_out() -> None:
    sample = crossed()
    kept = Sample(sample.design, sample.axes, sample.runs[sample.runs["place"] != 2], sample.outcomes)
    found = robustness(kept, "y")
    assert found.values.shape == (3, 3)
    assert "1 contexts do not have all 3 lever sets and are left out" in robustness_text(found)


def test_levers_can_be_named() -> None:
    found = robustness(crossed(), "y", ["context.style.peers"])
    assert found.values.shape == (4, 3)
    assert found.name(2) == "peers 2"


@pytest.mark.parametrize(
    ("names", "levers", "line"),
    [
        (["a.x", "a.y"], None, "levers: none of the factors begins with levers., shift. or timing.; name some of a.x, a.y"),
        (["levers.x", "shift.y"], None, "levers: all factors are levers (levers.x, shift.y); robustness needs others too"),
        (["levers.x", "a.y"], ["levers.z"], "levers='levers.z': must be one of levers.x, a.y; did you mean 'levers.x'?"),
    ],
)
def test_faults_of_levers(names: list[str], levers: list[str] | None, line: str) -> None:
    points = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    with pytest.raises(ConfigurationError) as caught:
        robustness(sample_of(points, names=names, y=lambda x: x[:, 0]), "y", levers)
    assert str(caught.value).startswith(line)


def test_a_sample_that_does_not_cross_says_what_design_it_takes() -> None:
    points = np.random.default_rng(1).random((30, 2))
    with pytest.raises(ConfigurationError) as caught:
        robustness(sample_of(points, names=["levers.x", "a.y"], y=lambda x: x[:, 0]), "y")
    assert str(caught.value) == (
        "the sample does not cross levers with contexts: 30 lever sets and 30 contexts, 0 of which have every set; "
        "sweep the levers as a grid and the context as a second one or a table"
    )


def test_settings_out_of_range() -> None:
    with pytest.raises(ConfigurationError) as caught:
        robustness(crossed(), "y", settings=RobustnessSettings(better="mor", threshold=float("nan"), resamples=0))
    assert list(caught.value.faults) == [
        "better='mor': must be one of more, less; did you mean 'more'?",
        "threshold=nan: must be a number",
        "resamples=0: must be a whole number from 1",
    ]
