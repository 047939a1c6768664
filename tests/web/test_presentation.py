"""What pages show first belongs to the model: organizations as Python makes them, and no name that the tables do not have."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from orgsim.errors import ConfigurationError
from orgsim.organization import Organization
from orgsim.web import presentation
from orgsim.web.catalog import catalog

SCENARIOS = [row["name"] for row in catalog()["scenarios"]]


def bosses(spans: list[list[int]]) -> list[int]:
    """Each person's boss from pairs (direct reports, people), as pages read them."""
    found = [-1]
    reports = [count for count, times in spans for _ in range(times)]
    for person, count in enumerate(reports):
        found += [person] * count
    return found


def test_organizations_are_the_synthetic_ones() -> None:
    rows = {row["name"]: row for row in presentation.organizations()}
    usual = Organization.synthetic(leaders=6, managers_per_leader=5, workers_per_manager=8, layers=1, spread=0.0, seed=0)
    assert bosses(rows["department"]["spans"]) == usual.boss.tolist()
    uneven = Organization.synthetic(leaders=6, managers_per_leader=5, workers_per_manager=8, layers=1, spread=0.8, seed=1)
    assert bosses(rows["uneven"]["spans"]) == uneven.boss.tolist()
    people = [row["people"] for row in rows.values()]
    assert people == sorted(people)
    assert (people[0], people[-1] > 4500) == (5, True)
    for row in rows.values():
        assert len(bosses(row["spans"])) == row["people"]
        assert np.array_equal(Organization.from_bosses(np.array(bosses(row["spans"]))).boss, bosses(row["spans"]))


def test_choices_name_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    choices = presentation.simulator(SCENARIOS)
    assert len(choices["charts"]) == 4
    wrong: dict[str, Any] = {**choices, "charts": ["trusst"], "important": ["context.trust.gian"], "organization": "departmnt"}
    read = presentation._read
    monkeypatch.setattr(presentation, "_read", lambda name: wrong if name == "simulator" else read(name))
    with pytest.raises(ConfigurationError) as caught:
        presentation.simulator(SCENARIOS)
    assert "app/simulator.yaml: charts: 'trusst': unknown; did you mean 'trust'?" in str(caught.value)
    assert "'context.trust.gian': unknown; did you mean 'context.trust.gain'?" in str(caught.value)
    assert "organization: 'departmnt': unknown; did you mean 'department'?" in str(caught.value)


@pytest.mark.parametrize("row", catalog()["scenarios"], ids=lambda row: row["name"])
def test_timing_of_their_own_and_the_shift_give_every_date(row: dict[str, Any]) -> None:
    for lever, given in row["levers"].items():
        own = row["timing"].get(lever, {})
        assert {key: given[key] for key in ("week", "ramp", "end")} == {**row["shift"], **own}
