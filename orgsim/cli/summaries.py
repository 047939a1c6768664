"""The main job with `series=false`: the same table and figure from summaries, and a row for each run."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.config import Job, config_text
from orgsim.writing import saving

if TYPE_CHECKING:
    from orgsim.study.streaming import RunsChunk


def summarize_into(folder: Path, job: Job) -> None:
    """Run the study without keeping runs, print the table of results, and write all files."""
    from orgsim.analysis.streamed import TrailingBands, YearEnds
    from orgsim.analysis.summary import as_frame
    from orgsim.analysis.summary_text import as_text
    from orgsim.figures.curves import DEFAULT_OUTCOMES
    from orgsim.study.files import RUNS
    from orgsim.study.progress import progress_bar
    from orgsim.study.streamed_files import RunsFile, write_summaries
    from orgsim.study.streaming import summarize_study

    study = job.study
    if study.execution.engine == "mesa":
        gc.enable()  # as in `orgsim.cli.job.simulate_into`
    design, names = study.design, [scenario.name for scenario in study.scenarios]
    ends = YearEnds(names, design.weeks)
    trailing = {name: TrailingBands(DEFAULT_OUTCOMES, design.weeks) for name in names}

    def analyse(chunk: RunsChunk) -> None:
        ends.add(chunk.scenario, chunk.outcomes)
        trailing[chunk.scenario].add(chunk.outcomes)

    bar = progress_bar(design.replications * len(names))
    with saving(f"output={folder}"), RunsFile(folder / RUNS, names) as runs, bar as progress:
        found = summarize_study(study, sinks=[runs.add, analyse], progress=progress)
    summaries = {name: trailing[name].assigned_to(summary.weekly) for name, summary in found.items()}
    rows = ends.rows()
    print(f"\n{as_text(rows)}", flush=True)

    from orgsim.figures.files import save
    from orgsim.figures.outcomes import outcome_curves

    with saving(f"output={folder}"):
        also = [folder / RUNS, *save(outcome_curves(summaries), folder, "outcomes")]
    write_summaries(folder, study, config_text(job), summaries=summaries, summary=as_frame(rows), also=also)
