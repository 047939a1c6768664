"""One run of a sweep again in full, from its address: the study it belongs to, its weeks, and the files of the main job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import xarray as xr

from orgsim.config.job import Job, config_text
from orgsim.errors import ConfigurationError, ResultsError
from orgsim.organization import Organization
from orgsim.spec.study import Study
from orgsim.spec.values import fault
from orgsim.study.run_study import run_study
from orgsim.summaries.runs import scalars
from orgsim.summaries.table import SCALAR_NAMES
from orgsim.sweeps.checking import stored_run
from orgsim.sweeps.store.folder import SweepFolder, open_folder
from orgsim.sweeps.store.frozen import difference
from orgsim.sweeps.store.identity import fingerprint
from orgsim.writing import saving, write_text

TREE = "organization.csv"


@dataclass(frozen=True)
class Rerun:
    """A run again: its study of one replication, its dataset, and whether its scalars are those stored (None: none are)."""

    study: Study
    datasets: Mapping[str, xr.Dataset]
    described: str
    people: bool
    equal: bool | None
    differing: str = ""


def rerun(folder: Path, point: int, replication: int, *, people: bool = False) -> Rerun:
    """Run one run of a sweep again. Raises ConfigurationError for an address outside it, ResultsError for another model's."""
    opened = open_folder(folder)
    frozen, first = opened.frozen, int(opened.frozen.shared["first"])
    last = first + frozen.replications - 1
    faults = []
    if not 0 <= point < frozen.points:
        faults.append(fault("--point", point, f"a whole number from 0 to {frozen.points - 1}"))
    if not first <= replication <= last:
        faults.append(fault("--replication", replication, f"a whole number from {first} to {last}"))
    if faults:
        raise ConfigurationError(faults)
    line = difference(frozen.shared, fingerprint(opened.sweep, frozen.keep), str(folder))
    if line is not None:
        raise ResultsError(line)
    study = study_of(opened, point, replication)
    datasets = run_study(study, people=(replication,) if people else ())
    choices = opened.sweep.strata[opened.sweep.stratum[point]].choices
    values = {key: float(column[point]) for key, column in opened.sweep.columns.items()}
    described = ", ".join(f"{key}={value}" for key, value in {**choices, **values}.items())
    return Rerun(study, datasets, described, people, *_compared(opened, point, replication, datasets))


def study_of(opened: SweepFolder, point: int, replication: int) -> Study:
    """The study of one run: the point's scenario and dice, and one replication."""
    sweep = opened.sweep
    study: Study = sweep.strata[sweep.stratum[point]].study
    units = sweep.units(point, point + 1)
    unit = study.design.unit if units is None else units[0]
    design = replace(study.design, replications=1, first=replication, unit=unit)
    return replace(study, scenarios=(sweep.scenario(point),), design=design)


def write_rerun(again: Rerun, folder: Path) -> None:
    """Leave the main job's files, the people where they were recorded, and the reporting tree that config.yaml names.

    Raises ResultsError when they cannot be written.
    """
    from orgsim.analysis.summary import summary_table
    from orgsim.figures.files import save
    from orgsim.figures.outcomes import outcome_curves
    from orgsim.study.files import write_results
    from orgsim.study.people_file import write_people

    with saving(f"--output={folder}"):
        also = [write_tree(again.study.organization, folder / TREE), *save(outcome_curves(again.datasets), folder, "outcomes")]
        if again.people:
            also.append(write_people(folder, again.datasets))
    text, datasets = configuration(again, folder), again.datasets
    write_results(folder, again.study, text, datasets=datasets, summary=summary_table(datasets, years=(1, 3, 6)), also=also)


def write_tree(organization: Organization, path: Path) -> Path:
    """A reporting tree as an HR export: a row a person with the boss's id; read again it is the same tree."""
    bosses = ["" if boss < 0 else organization.ids[boss] for boss in organization.boss]
    rows = [f"{who},{boss}\n" for who, boss in zip(organization.ids, bosses, strict=True)]
    return write_text(path, "".join(["id,boss\n", *rows]))


def configuration(again: Rerun, folder: Path) -> str:
    """A config.yaml that runs up to this replication, which is its last, on the reporting tree left in its folder."""
    study, first = again.study, again.study.design.first
    design = replace(study.design, first=0, replications=first + 1)
    section = {"kind": "hris", "path": str((folder / TREE).resolve()), "id_column": "id", "boss_column": "boss"}
    job = Job(replace(study, design=design), organization=section)
    return f"{config_text(job)}# The run of the sweep is replication {first}, the last of these.\n"


def _compared(opened: SweepFolder, point: int, replication: int, datasets: Mapping[str, xr.Dataset]) -> tuple[bool | None, str]:
    chunk = next(
        (
            each
            for each in opened.chunks
            if each.start <= point < each.stop and each.first <= replication < each.first + each.count
        ),
        None,
    )
    if chunk is None or not opened.layout.chunk(chunk.key).exists():
        return None, ""
    stored = stored_run(opened, chunk, point, replication=replication)
    if stored is None:
        return None, ""
    (dataset,) = datasets.values()
    weekly = [name for name in dataset.data_vars if dataset[name].dims == ("replication", "week")]
    outcomes = np.stack([dataset[name].to_numpy() for name in weekly], axis=-1)[None]
    found = scalars(outcomes[0])[0]
    different = [name for name, a, b in zip(SCALAR_NAMES, stored, found, strict=True) if not (a == b or (a != a and b != b))]
    return not different, ", ".join(different[:3])
