"""Records as labelled data: dimensions, units, attributes, views instead of copies, and hashes."""

from __future__ import annotations

import json
import tracemalloc

import numpy as np
import pytest

from orgsim.engines.record import Record
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.model.parameters import TABLE
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.spec.study import Design, Execution, Study
from orgsim.study.dataset import result_hash, to_dataset
from tests.study.helpers import LEAD, SMALL, TRAP, fake_record, make_results, make_study


def test_every_outcome_is_a_variable_with_unit_and_meaning():
    study = make_study(first=7)
    record = fake_record(SMALL, LEAD, study.design, study.execution)
    dataset = to_dataset(record, study, LEAD)
    assert tuple(dataset.data_vars) == OUTCOME_NAMES
    for place, outcome in enumerate(OUTCOMES):
        variable = dataset[outcome.name]
        assert variable.dims == ("replication", "week")
        assert variable.dtype == np.float64
        assert variable.attrs == {"units": outcome.unit, "long_name": outcome.label, "description": outcome.meaning}
        np.testing.assert_array_equal(variable, record.outcomes[:, :, place])
    assert list(dataset["replication"].values) == [7, 8, 9, 10, 11]
    assert list(dataset["week"].values) == list(range(60))
    assert list(dataset["year"].values) == [1] * 52 + [2] * 8


def test_variables_are_views_of_the_record():
    study = make_study()
    record = fake_record(SMALL, LEAD, study.design, study.execution, people=(2,))
    dataset = to_dataset(record, study, LEAD)
    assert np.shares_memory(dataset["trust"].values, record.outcomes)
    assert np.shares_memory(dataset["person_trust"].values, record.people.values)


def test_a_large_study_costs_little_more_than_its_record():
    record = Record(np.zeros((1000, 312, len(OUTCOME_NAMES))))
    study = make_study(TRAP, replications=1000, weeks=312)
    tracemalloc.start()
    result_hash(to_dataset(record, study, TRAP))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.3 * record.outcomes.nbytes


def test_attributes_say_what_made_the_result():
    study = make_study(seed=2**32 - 1, unit=3)
    attrs = make_results(study)["lead_after_turnaround"].attrs
    assert all(type(value) in (str, int) for value in attrs.values())
    assert (attrs["seed"], attrs["unit"], attrs["engine"], attrs["people"]) == (2**32 - 1, 3, "kernel", len(SMALL))
    assert attrs["organization_fingerprint"] == SMALL.fingerprint()
    assert len(attrs["model_hash"]) == 64
    assert "python" in json.loads(attrs["versions"])
    specification = json.loads(attrs["specification"])
    assert list(specification["scenario"]["parameters"]) == [row.key for row in TABLE]
    assert specification["scenario"]["parameters"]["levers.coaching"] == 3.0
    assert specification["scenario"]["shift"] == {"week": 156, "ramp": 13, "end": None}
    assert specification["organization"]["workers"] == SMALL.workers
    assert specification["design"]["replications"] == 5


def test_the_same_study_has_the_same_attributes_whatever_ran_it():
    study = make_study()
    other = Study(SMALL, study.scenarios, study.design, Execution(threads=1, lanes=4))
    assert make_results(study)["management_trap"].attrs == make_results(other)["management_trap"].attrs


def test_people_of_recorded_replications():
    study = make_study(first=10)
    dataset = make_results(study, people=(11, 13))["management_trap"]
    assert [name for name in dataset if name.startswith("person_")] == [f"person_{name}" for name in PERSON_FIELD_NAMES]
    assert dataset["person_engagement"].dims == ("recorded_replication", "week", "person")
    assert dataset["person_engagement"].attrs["units"] == "share"
    assert list(dataset["recorded_replication"].values) == [11, 13]
    assert tuple(dataset["person"].values) == SMALL.ids
    assert list(dataset["role"].values[[0, 1, 3, -1]]) == ["leader", "leader", "manager", "worker"]
    np.testing.assert_array_equal(dataset["boss"], SMALL.boss)
    assert dataset["level"].values[0] == 0


def test_netcdf_round_trip(tmp_path):
    pytest.importorskip("scipy")
    import xarray as xr

    dataset = make_results(make_study(), people=(0,))["lead_after_turnaround"]
    dataset.to_netcdf(tmp_path / "runs.nc", engine="scipy")
    with xr.open_dataset(tmp_path / "runs.nc", engine="scipy") as again:
        np.testing.assert_array_equal(again["performance"], dataset["performance"])
        assert again.attrs["specification"] == dataset.attrs["specification"]


def test_the_hash_follows_the_numbers_only():
    study = make_study()
    results = make_results(study)
    lead, trap = results["lead_after_turnaround"], results["management_trap"]
    assert result_hash(lead) == result_hash(lead.copy(deep=True)) == result_hash(lead.transpose("week", "replication"))
    changed = trap.copy(deep=True)
    changed["quits"].values[3, 7] = np.nextafter(changed["quits"].values[3, 7], 1)
    assert result_hash(changed) != result_hash(trap)


def test_the_hash_takes_every_nan_for_the_same():
    study = make_study(TRAP)
    one, other = (fake_record(SMALL, TRAP, study.design, study.execution) for _ in range(2))
    one.outcomes[:, :, 8], other.outcomes[:, :, 8] = np.nan, -np.nan
    assert result_hash(to_dataset(one, study, TRAP)) == result_hash(to_dataset(other, study, TRAP))
    assert np.signbit(other.outcomes[0, 0, 8])  # and leaves the numbers alone


def test_the_hash_does_not_depend_on_how_runs_are_grouped(monkeypatch):
    runs = make_results(make_study(replications=150, weeks=3))["management_trap"]
    whole = result_hash(runs)
    monkeypatch.setattr("orgsim.study.dataset._HASHED_AT_ONCE", 7)
    assert result_hash(runs) == whole


def test_design_of_one_week_and_one_replication():
    study = Study(SMALL, (TRAP,), Design(1, 1))
    assert make_results(study)["management_trap"].sizes == {"replication": 1, "week": 1}
