"""Stages 5 and 6: exceptions are resolved where they are decided, and what is left costs performance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.model.parameters import Authority
from orgsim.model.rules.performance import resolution, team_performance
from tests.strategies import group_of

SHARES = st.floats(0, 1)
AUTHORITIES = group_of("context.authority", Authority)


def test_resolution_down_a_chain_by_hand() -> None:
    authority = Authority(info_loss=0.1)
    head = resolution(authority, 1.0, 0.8, 0.9, 0.0)
    leader = resolution(authority, 0.5, 1.0, 0.6, head)
    manager = resolution(authority, 0.25, 1.0, 0.4, leader)
    assert head == pytest.approx(0.72, rel=1e-15)
    assert leader == pytest.approx(0.3 + 0.5 * 0.9 * 0.72, rel=1e-15)
    assert manager == pytest.approx(0.1 + 0.75 * 0.9 * (0.3 + 0.5 * 0.9 * 0.72), rel=1e-15)


@given(AUTHORITIES, SHARES, SHARES, SHARES, SHARES)
def test_resolution_is_a_share_no_better_than_the_best_who_decides(
    authority: Authority, taken: float, served: float, competence: float, above: float
) -> None:
    resolved = resolution(authority, taken, served, competence, above)
    assert 0.0 <= resolved <= max(served * competence, above) + 1e-15


@given(SHARES, SHARES, SHARES)
def test_knowledge_is_lost_at_each_level(loss: float, more: float, above: float) -> None:
    low, high = sorted((loss, more))
    resolved = [resolution(Authority(info_loss=x), 0.3, 1.0, 0.5, above) for x in (low, high)]
    assert resolved[1] <= resolved[0]
    assert resolution(Authority(info_loss=1.0), 0.0, 1.0, 1.0, above) == 0.0


def test_performance_by_hand() -> None:
    authority = Authority(unresolved_cost=0.7)
    assert team_performance(authority, 0.15, 0.25, 3.0, 0.5, 8.0) == pytest.approx(0.6 - 0.7 * 1.5 / 8, rel=1e-15)
    assert team_performance(authority, 0.15, 0.25, 0.0, 0.0, 8.0) == 0.6
    assert team_performance(authority, 0.0, 0.0, 8.0, 1.0, 8.0) == 1.0


@given(AUTHORITIES, SHARES, SHARES, st.integers(1, 50), SHARES, SHARES)
def test_performance_is_a_share_that_resolving_raises(
    authority: Authority, visible: float, local: float, workers: int, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    size = float(workers)
    found = [team_performance(authority, visible, local, size, resolved, size) for resolved in (low, high)]
    assert 0.0 <= found[0] <= found[1] <= 1.0
