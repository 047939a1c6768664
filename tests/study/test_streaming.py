"""Summaries of runs that are not kept: those of the kept runs, whatever the chunks and the engine."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

import orgsim
from orgsim.engines.run import run
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOME_NAMES, OUTCOMES
from orgsim.spec.study import Design, Execution
from orgsim.study.run_study import run_study
from orgsim.study.streaming import runs_together, summarize_study
from orgsim.summaries.resolution import RESOLUTION, SURVEY_RESOLUTION
from orgsim.summaries.runs import scalars
from orgsim.summaries.table import SCALAR_NAMES
from tests.study.helpers import LEAD, SMALL, TRAP, make_study

A_RUN = 8 * len(OUTCOMES) * 60
MIDDLING = orgsim.Organization.synthetic(2, 2, 8)


def equal(one: xr.Dataset | None, other: xr.Dataset | None) -> bool:
    return one is not None and other is not None and one.drop_attrs().identical(other.drop_attrs())


def test_summaries_are_those_of_the_runs_themselves():
    study = make_study(LEAD, TRAP, replications=30)
    found, runs = summarize_study(study, keep_scalars=True), run_study(study)
    assert list(found) == list(runs)
    for name, summary in found.items():
        values = np.stack([runs[name][outcome].to_numpy() for outcome in OUTCOME_NAMES], axis=-1)
        kept = np.stack([summary.weekly[scalar].to_numpy() for scalar in SCALAR_NAMES], axis=-1)
        np.testing.assert_array_equal(kept, scalars(values))
        for place, outcome in enumerate(OUTCOME_NAMES):
            weekly, exact = summary.weekly, values[:, :, place]
            off = np.abs(weekly[outcome].sel(quantile=0.9) - np.quantile(exact, 0.9, axis=0))
            assert float(off.max()) <= RESOLUTION[place] * (1 + 2.0**-16)
            np.testing.assert_array_equal(weekly[outcome].sel(quantile=1.0), exact.max(axis=0))
            np.testing.assert_allclose(weekly[f"{outcome}_mean"], exact.mean(axis=0), atol=RESOLUTION[place] / 2**16)
            np.testing.assert_allclose(weekly[f"{outcome}_sd"], exact.std(axis=0, ddof=1), atol=RESOLUTION[place] / 2**16)
        assert {key: weekly.attrs[key] for key in runs[name].attrs} == runs[name].attrs
        assert weekly.attrs["replications"] == 30


@pytest.mark.parametrize("memory", [1, 7 * A_RUN, 70 * A_RUN])
def test_chunks_change_no_bit(memory):
    study = make_study(TRAP, replications=20, first=3)
    whole, parts = summarize_study(study, True), summarize_study(study, True, memory=memory)
    assert equal(whole[TRAP.name].weekly, parts[TRAP.name].weekly)


def test_both_engines_have_the_same_summaries():
    kernel = make_study(LEAD, replications=3)
    mesa = make_study(LEAD, replications=3)
    mesa = type(mesa)(mesa.organization, mesa.scenarios, mesa.design, Execution("mesa"))
    one, other = (summarize_study(study, True, survey=True, memory=2 * A_RUN)[LEAD.name] for study in (kernel, mesa))
    assert equal(one.weekly, other.weekly)
    assert equal(one.survey, other.survey)


def test_surveys_over_runs_are_those_of_the_runs():
    surveys = orgsim.survey(MIDDLING, TRAP, replications=12, weeks=110)["survey"].to_dataset().squeeze("unit")
    tree = orgsim.summarize_survey(MIDDLING, TRAP, replications=12, weeks=110)
    found, dims = tree["survey"].to_dataset(), ("replication", "year", "role", "item")
    values = surveys["value"].transpose(*dims).to_numpy()
    assert list(tree.children) == ["weekly", "survey"]
    assert found["year"].to_numpy().tolist() == [1, 2]
    np.testing.assert_array_equal(found["value_count"], (~np.isnan(values)).sum(axis=0))
    assert 0 < int((found["value_count"] == 0).sum()) < found["value_count"].size  # leaders are too few to be reported
    seen = found["value_count"].to_numpy() > 1
    known = values[:, seen]
    np.testing.assert_allclose(found["value_mean"].to_numpy()[seen], np.nanmean(known, axis=0), atol=1e-5)
    np.testing.assert_allclose(found["value_sd"].to_numpy()[seen], np.nanstd(known, axis=0, ddof=1), atol=1e-5)
    median = found["value"].sel(quantile=0.5).to_numpy()[seen]
    np.testing.assert_allclose(median, np.nanmedian(known, axis=0), atol=SURVEY_RESOLUTION * 1.001)
    small = summarize_study(make_study(TRAP, organization=MIDDLING, replications=12, weeks=110), survey=True, memory=1)
    assert equal(small[TRAP.name].survey, found)


def test_sinks_see_every_run_of_every_scenario_side_by_side():
    seen = []
    study = make_study(LEAD, TRAP, replications=5, first=10)
    finished: list[int] = []
    summarize_study(
        study,
        sinks=[lambda chunk: seen.append((chunk.scenario, chunk.first, chunk.outcomes.copy(), chunk.scalars.copy()))],
        memory=2 * A_RUN,
        progress=finished.append,
    )
    assert [(name, first, len(values)) for name, first, values, _ in seen] == [
        (name, first, count) for first, count in ((10, 2), (12, 2), (14, 1)) for name in (LEAD.name, TRAP.name)
    ]
    assert sum(finished) == 10
    runs = run_study(study)[TRAP.name]["trust"].to_numpy()
    place = OUTCOME_NAMES.index("trust")
    np.testing.assert_array_equal(np.concatenate([values[:, :, place] for _, _, values, _ in seen[1::2]]), runs)


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
def test_engines_fill_the_array_that_they_are_given(engine):
    design = Design(3, 20)
    into = np.full((3, 20, len(OUTCOMES)), -1.0)
    record = run(SMALL, TRAP, design, execution=Execution(engine), into=into)
    assert record.outcomes is into
    np.testing.assert_array_equal(into, run(SMALL, TRAP, design, execution=Execution(engine)).outcomes)


def test_chunks_are_full_lanes_where_memory_allows():
    design = Design(1000, 60)
    assert runs_together(design, 100 * A_RUN) == 64
    assert runs_together(design, 10 * A_RUN) == 10
    assert runs_together(design, 1) == 1
    assert runs_together(design, 10**12) == 1000
    assert runs_together(design, 100 * A_RUN, A_RUN) == 50


def test_summarize_by_name_without_scalars():
    summary = orgsim.summarize(
        SMALL, "half_hearted", replications=4, weeks=30, quantiles=[0.2], overrides={"context.trust.loss_to_gain": 3}
    )
    assert summary.sizes == {"quantile": 1, "week": 30}
    assert summary.attrs["scenario"] == "half_hearted"
    assert "replication" not in summary.coords
    assert summary["performance"].attrs["units"] == "share"
    assert summary["performance"].attrs["resolution"] == 1 / 1024


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"organization": 5}, "organization=5: must be an Organization; make one with"),
        ({"replications": 0}, "replications=0: must be a whole number from 1 to 10000000 (runs)"),
        ({"quantiles": [0.1, 90]}, "quantiles=90: must be numbers from 0 to 1"),
        ({"quantiles": []}, "quantiles: none given"),
        ({"scalars": "all"}, "scalars='all': must be True or False"),
        ({"scenario": "managment_trap"}, "did you mean 'management_trap'?"),
    ],
)
def test_each_fault_is_one_clear_line(changes, expected):
    with pytest.raises(ConfigurationError) as caught:
        orgsim.summarize(**{"organization": SMALL, "replications": 2, **changes})
    (line,) = caught.value.faults
    assert expected in line


def test_a_survey_needs_a_year():
    with pytest.raises(ConfigurationError, match="weeks=51: must be at least 52 for a survey"):
        orgsim.summarize_survey(SMALL, replications=2, weeks=51)


def test_scenarios_need_names_of_their_own():
    with pytest.raises(ConfigurationError, match="'management_trap' stands more than once"):
        summarize_study(make_study(TRAP, TRAP))
