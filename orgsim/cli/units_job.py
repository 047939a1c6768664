"""The jobs of many departments: run a population or a company, print what the surveys find, and leave the files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import xarray as xr

import orgsim
from orgsim.cli.claiming import Identity
from orgsim.cli.folders import result_folder
from orgsim.config.building_units import UnitsJob, units_config_text
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.provenance import model_hash, versions
from orgsim.spec.beyond import beyond
from orgsim.spec.values import counted
from orgsim.spreadsheets import to_csv
from orgsim.study.kinds import CONFIG, MANIFEST
from orgsim.study.progress import progress_bar
from orgsim.text_table import Line, aligned
from orgsim.writing import saving, write_text

UNITS_FILE, TESTS_FILE, SURVEY_FILE = "survey_units.csv", "department_tests.csv", "survey.csv"
_SHOWN = ("engagement_index", "involved", "better_ways", "leadership", "my_manager", "trusted", "leave_12_months")


def run_units_job(job: UnitsJob) -> Path:
    """Run the departments, print a table, write the results; returns their folder."""
    config = units_config_text(job)
    run = Identity(config, [each.organization.fingerprint() for each in job.units.departments], job.kind)
    with result_folder(job.output, job.kind, run, overwrite=job.overwrite) as folder:
        print(header(job), flush=True)
        with saving(f"output={folder}"):
            files = (_population if job.kind == "population" else _company)(job, folder)
            write_text(folder / CONFIG, config)
            manifest = _manifest(job, [*files, folder / CONFIG])
            write_text(folder / MANIFEST, json.dumps(manifest, indent=2) + "\n")
    print(f"\nResults: {folder}")
    return folder


def header(job: UnitsJob) -> str:
    """What is run, how often and how long."""
    design, count = job.design, len(job.units.departments)
    people = sum(len(department.organization) for department in job.units.departments)
    years = (design.weeks - job.burn_in) // WEEKS_PER_YEAR
    often = f"{counted(design.replications, 'replication')}, {counted(years, 'yearly survey')} after {job.burn_in} weeks"
    lines: list[Line] = [
        f"orgsim {orgsim.__version__}",
        (job.kind, f"{count:,} {'organizations' if job.kind == 'population' else 'departments'}, {people:,} people"),
        ("scenario", f"{job.scenario.name}: {job.scenario.title}"),
        ("run", f"{often}, seed {design.seed}, {job.execution.engine} engine"),
        *(("note", line) for line in beyond((each.scenario for each in job.units.departments), design.weeks)),
    ]
    return "\n".join(aligned(lines, "<", least=(12,), gap=3))


def _population(job: UnitsJob, folder: Path) -> list[Path]:
    from orgsim.figures.files import save
    from orgsim.figures.population import population_figure
    from orgsim.study.run_units import run_units
    from orgsim.study.unit_table import unit_table

    total = job.design.replications * len(job.units.departments)
    with progress_bar(total) as progress:
        table = unit_table(run_units(job.units, job.design, job.execution, burn_in=job.burn_in, progress=progress))
    to_csv(table, folder / UNITS_FILE, "%.6g")
    print("\n" + "\n".join(_summary(table)))
    return [folder / UNITS_FILE, *save(population_figure(table), folder, "population")]


def _summary(table: pd.DataFrame) -> list[str]:
    """Means and spreads over units and years, by role."""
    roles = ("workers", "managers", "leaders")
    found = [(table[name].mean(), table[name].std(), *(table[f"{name}_{role}"].mean() for role in roles)) for name in _SHOWN]
    rows = [(name, *(f"{value:.1f}" for value in values)) for name, values in zip(_SHOWN, found, strict=True)]
    return aligned([("", "mean", "SD", *roles), *rows])


def _company(job: UnitsJob, folder: Path) -> list[Path]:
    from orgsim.figures.departments import departments_figure
    from orgsim.figures.files import save
    from orgsim.study.surveyed import company_tree
    from orgsim.surveying.departments import department_tests

    with progress_bar(job.design.replications * len(job.units.departments)) as progress:
        tree = company_tree(job.units, job.design, execution=job.execution, burn_in=job.burn_in, progress=progress)
    survey = tree["survey"].to_dataset()
    tests = department_tests(survey)
    to_csv(tests, folder / TESTS_FILE, "%.6g")
    frame = survey[["value", "sd", "answers"]].to_dataframe().reset_index().drop(columns="label")
    to_csv(frame, folder / SURVEY_FILE, "%.6g")
    print("\n" + "\n".join(_rank(survey, tests)))
    return [folder / TESTS_FILE, folder / SURVEY_FILE, *save(departments_figure(survey, tests), folder, "departments")]


def _rank(survey: xr.Dataset, tests: pd.DataFrame) -> list[str]:
    """The departments by engagement in the last survey, and how often each is significantly below every other one."""
    from orgsim.surveying.departments import significantly_lowest

    last = survey["value"].sel(item="engagement_index", role="all").isel(year=-1).mean("replication")
    order = last.to_series().sort_values()
    rows = [("last survey", "index", "gap", "lowest", "(share of replications significantly below every other)")]
    for unit, value in order.items():
        found = significantly_lowest(tests, unit)
        found = found[found["year"] == found["year"].max()]
        rows.append((str(unit), f"{value:.1f}", f"{-found['gap'].mean():+.1f}", f"{100 * found['lowest'].mean():.0f} %", ""))
    return aligned(rows, "<>>><")


def _manifest(job: UnitsJob, files: Sequence[Path]) -> dict[str, object]:
    from orgsim.study.files import file_hash

    design = job.design
    return {
        "format": 1,
        "job": job.kind,
        "design": {"replications": design.replications, "weeks": design.weeks, "burn_in": job.burn_in, "seed": design.seed},
        "units": [
            {"name": each.name, "people": len(each.organization), "fingerprint": each.organization.fingerprint()}
            for each in job.units.departments
        ],
        "versions": versions(),
        "model_hash": model_hash(),
        "files": {path.name: file_hash(path) for path in files},
    }
