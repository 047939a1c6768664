"""Effects in the full model: the arithmetic by hand, and that runs are what they say."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.config import load_scenario
from orgsim.docking import full_model


def test_an_effect_is_the_paired_change_in_per_cent_since_the_shift() -> None:
    alone = np.full((2, full_model.SHIFT + 20), 0.5)
    policy = alone.copy()
    policy[:, full_model.SHIFT] = (0.49, 0.50)  # -2 % and 0 %
    policy[:, full_model.SHIFT + 1] = 0.6
    policy[:, -full_model.LAST :] = 0.55
    found = full_model.effect(policy, alone)
    assert found.course.shape == (20,)
    assert found.lowest.mean == pytest.approx(-1.0)
    assert (found.lowest.low, found.lowest.high) == pytest.approx((-1 - 12.7062047, -1 + 12.7062047))
    assert found.highest.mean == pytest.approx(20.0)
    assert found.end.mean == pytest.approx(10.0)


@pytest.mark.parametrize("start", full_model.STARTS)
def test_pushing_harder_changes_nothing_before_the_shift(start: str) -> None:
    scenario, values, push = full_model.STARTS[start]
    alone, pushed = (load_scenario(scenario, each).weekly_levers(200) for each in (values, values | push))
    assert (alone[: full_model.SHIFT] == pushed[: full_model.SHIFT]).all()
    assert (alone[full_model.SHIFT :] != pushed[full_model.SHIFT :]).any(axis=1).all()
    assert load_scenario(scenario, values).fixed().tolist() == load_scenario(scenario, values | push).fixed().tolist()
