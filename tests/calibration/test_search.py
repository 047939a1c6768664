"""The search gives the same sets for the same seed, whoever tries them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orgsim.calibration.free import read_free, shipped_free
from orgsim.calibration.search import MUST, loss, missed, search
from orgsim.calibration.simulator import Setting, Trial
from orgsim.spec.study import Execution
from orgsim.validation.query import Query
from orgsim.validation.table import Pattern
from tests.calibration.made import pattern

TARGETS = [
    pattern("rescue", 0.12, 0.25),
    Pattern("level", "mean", Query(x=("engagement_index",)), 55.0, 65.0),
]
SETTING = Setting(shapes=2, replications=2, arc_replications=2, execution=Execution("kernel", 1))


def test_one_and_two_workers_try_the_same_sets() -> None:
    free = read_free(shipped_free())[:3]
    told: list[int] = []
    alone = search(TARGETS, free, 16, seed=3, setting=SETTING, seen=lambda count, _: told.append(count))
    assert search(TARGETS, free, 16, seed=3, setting=SETTING, workers=2) == alone
    assert told == list(range(1, 17))
    assert alone[0].trial.values == pytest.approx({each.key: each.start for each in free}, rel=0.05)
    assert len({tuple(one.trial.values.values()) for one in alone}) == 16
    for one in alone:
        assert one.loss == loss(TARGETS, one.trial.figures)
        assert one.accepted is not bool(missed(TARGETS, one.trial.figures, MUST))
        assert one.trial.figures["level"] == pytest.approx(60.0, abs=6.0)


def test_a_set_must_meet_the_aim_where_a_target_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(targets: list[Pattern], values: dict[str, float], setting: Setting) -> Trial:
        return Trial(values, {}, {"gap": 11.8})

    monkeypatch.setattr("orgsim.calibration.search.try_values", elsewhere)
    free, wide = read_free(shipped_free())[:2], pattern("gap", 5.0, 12.0)
    assert all(one.accepted for one in search([wide], free, 16, seed=1, setting=SETTING))
    assert not any(one.accepted for one in search([replace(wide, aim=(7.5, 11.5))], free, 16, seed=1, setting=SETTING))
