"""Paired comparison: pairing, direction, ties, empty roles, and results that cannot be paired."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from orgsim.analysis.compare import compare
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.organization import Organization
from tests.study.helpers import LEAD, TRAP, make_results, make_study


def pair(**changes) -> tuple[xr.Dataset, xr.Dataset]:
    results = make_results(make_study(LEAD, TRAP, **({"replications": 20, "weeks": 200} | changes)))
    return results[LEAD.name], results[TRAP.name]


LED, TRAPPED = pair()


def refusal(a, b, **changes) -> str:
    with pytest.raises(ConfigurationError) as caught:
        compare(a, b, **changes)
    (line,) = caught.value.faults
    return line


def test_first_minus_second_by_replication():
    found = compare(LED, TRAPPED)
    assert found["difference"].dims == ("outcome", "week")
    assert tuple(found["outcome"].values) == OUTCOME_NAMES
    weekly = (LED["trust"] - TRAPPED["trust"]).mean("replication")
    expected = [weekly[max(week - 12, 0) : week + 1].mean() for week in range(200)]
    np.testing.assert_allclose(found["difference"].sel(outcome="trust"), expected, atol=1e-12)
    after = found.sel(outcome="performance", week=199)
    assert after["difference"] > 0
    assert after["share_above"] == 1
    assert after["pairs"] == 20
    assert after["label"] == "Performance"
    assert found.attrs["title"] == "lead_after_turnaround minus management_trap"
    assert found.attrs["confidence"] == 0.95


def test_quantiles_of_the_differences_are_numpys():
    found = compare(LED, TRAPPED, "quits")
    weekly = (LED["quits"] - TRAPPED["quits"]).values
    differences = np.column_stack([weekly[:, max(week - 12, 0) : week + 1].mean(axis=1) for week in range(200)])
    np.testing.assert_allclose(found["quantile_10"][0], np.quantile(differences, 0.1, axis=0), atol=1e-12)
    np.testing.assert_allclose(found["quantile_90"][0], np.quantile(differences, 0.9, axis=0), atol=1e-12)


def test_nothing_differs_until_the_scenarios_part():
    before = compare(LED, TRAPPED).isel(week=slice(0, 157))
    for name in ("difference", "low", "high", "quantile_10", "quantile_90"):
        assert (before[name] == 0).all()
    assert (before["share_above"] == 0.5).all()


@given(st.sampled_from(OUTCOME_NAMES), st.floats(0.5, 0.999))
def test_turned_round_it_says_the_opposite(outcome, confidence):
    one, other = compare(LED, TRAPPED, outcome, confidence=confidence), compare(TRAPPED, LED, outcome, confidence=confidence)
    np.testing.assert_allclose(one["difference"], -other["difference"])
    np.testing.assert_allclose(one["low"], -other["high"])
    np.testing.assert_allclose(one["quantile_10"], -other["quantile_90"], atol=1e-15)
    np.testing.assert_allclose(one["share_above"], 1 - other["share_above"])


def test_pairing_is_what_makes_intervals_narrow():
    steady = LED.copy(deep=True)
    steady["trust"].values[:] = TRAPPED["trust"].values + 0.01
    paired = compare(steady, TRAPPED, "trust").isel(outcome=0, week=199)
    assert paired["low"] == pytest.approx(0.01)
    assert paired["high"] == pytest.approx(0.01)
    assert steady["trust"].isel(week=199).std() > 0.01


def test_empty_roles_stay_nan_without_a_warning():
    a, b = pair(organization=Organization.synthetic(2, 2, 3, layers=0))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = compare(a, b, ("trust", "performance"))
    trust = found.sel(outcome="trust")
    for name in ("difference", "low", "high", "quantile_10", "quantile_90", "share_above"):
        assert trust[name].isnull().all()
        assert found[name].sel(outcome="performance").notnull().all()
    assert (trust["pairs"] == 0).all()


def test_weeks_without_a_value_are_left_out_and_a_quarter_without_one_drops_the_pair():
    gap = LED.copy(deep=True)
    gap["trust"].values[0, 10:30] = np.nan
    found = compare(gap, TRAPPED, "trust")
    assert list(found["pairs"].values[0, [9, 10, 21, 22, 29, 30]]) == [20, 20, 20, 19, 19, 20]


def test_one_replication_has_no_interval():
    a, b = pair(replications=1)
    found = compare(a, b, "trust")
    assert found["difference"].notnull().all()
    assert found["low"].isnull().all()


def test_results_read_back_can_be_compared(tmp_path):
    pytest.importorskip("scipy")
    LED.to_netcdf(tmp_path / "runs.nc", engine="scipy")
    with xr.open_dataset(tmp_path / "runs.nc", engine="scipy") as again:
        assert compare(again, TRAPPED, "trust").identical(compare(LED, TRAPPED, "trust"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"seed": 2}, "seed (1 and 2)"),
        ({"unit": 5}, "unit (0 and 5)"),
        ({"replications": 10}, "replications (0 to 19 and 0 to 9)"),
        ({"first": 3}, "replications (0 to 19 and 3 to 22)"),
        ({"weeks": 52}, "weeks (0 to 199 and 0 to 51)"),
    ],
)
def test_refuses_other_dice(changes, expected):
    other = pair(**changes)[1]
    assert refusal(LED, other) == f"cannot compare 'lead_after_turnaround' with 'management_trap', which differ in {expected}"


def test_refuses_other_people_and_other_theories():
    other = pair(organization=Organization.synthetic(3, 2, 3))[1]
    line = refusal(LED, other)
    one, two = (dataset.attrs["organization_fingerprint"][:12] for dataset in (LED, other))
    assert line.endswith(f"which differ in organization fingerprint ({one} and {two})")
    edited = TRAPPED.assign_attrs(model_hash="0" * 64)
    assert refusal(LED, edited).endswith(f"which differ in model hash ({LED.attrs['model_hash'][:12]} and 000000000000)")


def test_names_every_field_that_differs():
    assert refusal(LED, pair(seed=2, weeks=10)[1]).endswith("seed (1 and 2); weeks (0 to 199 and 0 to 9)")


def test_refuses_what_is_no_result():
    assert refusal(LED, xr.Dataset()) == "cannot compare: the second is not a result of simulate"
    assert refusal("runs", LED) == "cannot compare: the first is not a result of simulate"


def test_refuses_unknown_outcomes_and_confidences():
    line = refusal(LED, TRAPPED, outcomes=["engagment"])
    assert line.startswith("outcomes: no outcome 'engagment'; did you mean 'engagement")
    assert refusal(LED, TRAPPED, outcomes=[]) == "outcomes: none given"
    assert refusal(LED, TRAPPED, confidence=95) == "confidence: 95 is not between 0 and 1"
