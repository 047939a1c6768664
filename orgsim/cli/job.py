"""The main job: run a study, print what came out, and leave the results in a folder."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import orgsim
from orgsim.cli.claiming import Identity
from orgsim.cli.folders import result_folder
from orgsim.cli.process import free_memory
from orgsim.config import Composed, Job, config_text, to_job
from orgsim.errors import ConfigurationError
from orgsim.model.outcomes import OUTCOMES
from orgsim.model.scenario import Scenario
from orgsim.spec.beyond import beyond
from orgsim.text_table import Line, aligned
from orgsim.writing import saving

if TYPE_CHECKING:
    from orgsim.analysis.summary import Row
    from orgsim.engines.record import Record


def run_job(job: Job) -> Path:
    """Run every scenario of the job, print the table, write the results; returns their folder."""
    run = Identity(config_text(job), [job.study.organization.fingerprint()])
    with result_folder(job.output, job.study.scenarios[0].name, run, overwrite=job.overwrite) as folder:
        print(header(job), flush=True)
        if job.series:
            simulate_into(folder, job)
        else:
            from orgsim.cli.summaries import summarize_into

            summarize_into(folder, job)
    print(f"\nResults: {folder}")
    return folder


def run_composed(composed: Composed) -> Path:
    """Run whatever a composed configuration asks for: a study of one department, a company or a population."""
    if composed.config.get("job") in ("population", "company"):
        from orgsim.cli.units_job import run_units_job
        from orgsim.config.building_units import to_units_job

        return run_units_job(to_units_job(composed))
    return run_job(to_job(composed))


def simulate_into(folder: Path, job: Job) -> None:
    """Run the study, print the table of results, and write all files."""
    from orgsim.analysis.summary import summary_rows
    from orgsim.analysis.summary_text import as_text
    from orgsim.study.progress import progress_bar
    from orgsim.study.run_study import run_records

    study = job.study
    if study.execution.engine == "mesa":
        gc.enable()  # agents and their model refer to each other: unlike arrays, they need collecting
    with progress_bar(study.design.replications * len(study.scenarios)) as progress, _in_memory(job):
        records = run_records(study, people=job.people, progress=progress)
    rows = summary_rows({name: record.weekly for name, record in records.items()}, years=(1, 3, 6))
    print(f"\n{as_text(rows)}", flush=True)
    write_into(folder, job, records, rows=rows)


def write_into(folder: Path, job: Job, records: Mapping[str, Record], *, rows: Sequence[Row]) -> None:
    """Write all files. Labelled data and figures need libraries that take longer to load than the table takes to compute."""
    from orgsim.analysis.summary import as_frame
    from orgsim.figures.files import save
    from orgsim.figures.outcomes import outcome_curves
    from orgsim.study.files import write_results
    from orgsim.study.run_study import labelled

    datasets = labelled(records, job.study)
    with saving(f"output={folder}"):
        also = save(outcome_curves(datasets), folder, "outcomes")
        if job.people:
            from orgsim.study.people_file import write_people

            also.append(write_people(folder, datasets))
    write_results(folder, job.study, config_text(job), datasets=datasets, summary=as_frame(rows), also=also)


def header(job: Job) -> str:
    """Who is simulated, under which scenarios, how often and by which engine."""
    study, design = job.study, job.study.design
    asked, *others = study.scenarios
    lines: list[Line] = [f"orgsim {orgsim.__version__}", ("organization", study.organization.describe())]
    if design.departments > 1:
        people = design.departments * len(study.organization)
        lines.append(("company", f"{design.departments:,} such departments in one climate, {people:,} people; means over them"))
    repairs = sum(study.organization.report.counts.values())
    if repairs:
        lines.append(("", f"{repairs:,} repairs while reading: {_counts(study.organization.report.counts)}"))
    lines.append(("scenario", _titled(asked)))
    lines += [("" if place else "beside", _titled(other)) for place, other in enumerate(others)]
    often = f"{design.replications:,} replications of {design.weeks:,} weeks each"
    lines.append(("run", f"{often}, seed {design.seed}, {study.execution.engine} engine"))
    lines += [("note", line) for line in beyond(study.scenarios, design.weeks)]
    return "\n".join(aligned(lines, "<", gap=3))


@contextmanager
def _in_memory(job: Job) -> Iterator[None]:
    """Results that this machine has no memory for, in one line, before anything runs where that can be known."""
    design = job.study.design
    size = 8 * len(OUTCOMES) * design.replications * design.weeks * len(job.study.scenarios)
    line = (
        f"replications={design.replications}: the results take {size / 2**30:,.1f} GiB, more memory than there is; "
        "series=false keeps summaries in their place, or ask for fewer"
    )
    free = free_memory()
    if free is not None and size > free:
        raise ConfigurationError(line)
    try:
        yield
    except MemoryError as error:
        raise ConfigurationError(line) from error


def _titled(scenario: Scenario) -> str:
    return f"{scenario.name}: {scenario.title}" if scenario.title else scenario.name


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{kind} {number:,}" for kind, number in counts.items() if number)
