"""March 1991: mechanics by hand, and its published numbers with few runs."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.docking import march
from orgsim.docking.comparison import AGREES, RIGHTLY_APART
from orgsim.model.random import Address

RUNS = 150


def test_compiled_runs_are_what_the_plain_source_says() -> None:
    found = march.equilibrium(march.everybody(0.9), 2, seed=5, first=3)
    knowledge, periods = np.full(2, np.nan), np.zeros(2, dtype=np.int64)
    march.run_all(march.everybody(0.9), march.CODE_RATE, march.WITH_BOTH, 5, 3, knowledge, periods)
    assert found.knowledge.tobytes() == knowledge.tobytes()
    assert found.periods.tolist() == periods.tolist()


def test_a_run_can_be_replayed_alone() -> None:
    together = march.equilibrium(march.everybody(0.5), 6, seed=2)
    alone = march.equilibrium(march.everybody(0.5), 1, seed=2, first=4)
    assert alone.knowledge[0] == together.knowledge[4]
    assert len(set(together.knowledge)) > 1
    assert not np.array_equal(together.knowledge, march.equilibrium(march.everybody(0.5), 6, seed=3).knowledge)


def test_socialization_goes_one_step_at_a_time_and_only_where_the_code_has_a_view() -> None:
    code, reality = np.array([1, 1, 1, 0]), np.array([1, 1, -1, 1])
    believed = np.array([[-1, 0, 1, -1]])
    for variant, after in ((march.WITH_BOTH, [0, 1, 1, -1]), (march.PRINTED, [1, 1, 1, -1])):
        beliefs, actions, scores = believed.copy(), np.zeros((1, 4), dtype=np.int64), np.zeros(1, dtype=np.int64)
        moved = march.act_and_socialize(Address(1, 0, 0), 1, np.ones(1), variant, code, reality, beliefs, actions, scores)
        assert (beliefs[0].tolist(), moved) == (after, 2)
        assert actions[0, [0, 2, 3]].tolist() == [-1, 1, -1]  # as believed before
        assert bool(actions[0, 1] == 0) is not variant.acting
        assert scores[0] == (actions[0] * reality).sum()


@pytest.mark.parametrize("rate", [0.5, 0.0])
def test_the_code_learns_from_the_majority_of_those_who_did_better(rate: float) -> None:
    """The superior two agree on the first dimension and split on the second; the third person did no better than the code."""
    reality = np.array([1, 1, 1])
    actions, scores = np.array([[-1, 1, 1], [-1, -1, 1], [1, 1, -1]]), np.array([1, 1, 0])
    changed = np.zeros(3)
    for period in range(1, 2001):
        code = np.zeros(3, dtype=np.int64)
        moved = march.learn(Address(1, 0, 0), period, rate, code, reality, actions, scores)
        assert moved == np.abs(code).sum()
        assert code[0] <= 0
        assert code[2] >= 0
        changed += np.abs(code)
    assert changed[1] == 0
    expected = 2000 * (1 - (1 - rate) ** 2)
    assert changed[[0, 2]] == pytest.approx(expected, abs=5 * np.sqrt(2000 * 0.1875) if rate else 0)


def test_when_everybody_agrees_nothing_can_change() -> None:
    code, beliefs = np.array([1, -1]), np.array([[1, -1], [1, -1]])
    assert march.socialized(code, beliefs)
    assert march.complete(code)
    assert not march.complete(np.array([1, 0]))
    assert not march.socialized(code, np.array([[1, -1], [0, -1]]))


def test_published_numbers_within_the_sampling_error_of_few_runs() -> None:
    for rate, published in march.PUBLISHED.items():
        knowledge = march.equilibrium(march.everybody(rate), RUNS, seed=11).knowledge
        assert knowledge.mean() == pytest.approx(published, abs=march.TOLERANCE + 4 * knowledge.std() / np.sqrt(RUNS))
    mixed = march.equilibrium(march.half_and_half(march.SLOW, march.FAST), RUNS, seed=11).knowledge
    alike = march.equilibrium(march.everybody(march.MIDDLE), RUNS, seed=11).knowledge
    assert (mixed - alike).mean() > 4 * (mixed - alike).std() / np.sqrt(RUNS)


def test_the_report_agrees_and_its_control_does_not() -> None:
    lines = march.comparisons(1000, 1)
    assert [line.verdict for line in lines] == [AGREES] * 5 + [RIGHTLY_APART]
