"""`orgsim sweep rerun`: any run of a sweep again, in full, as the main job's files."""

from __future__ import annotations

from pathlib import Path

from orgsim.cli.sweep.common import parser_of

SUMMARY = "run any of its runs again in full: every week, and everybody with --people"
_DESCRIPTION = """\
run one run of a sweep again, by its address: the point's number in design.parquet and the number of
the replication. Every draw is addressed by seed, unit, replication, week, person and purpose, so the
run comes out with the same bits, which is checked against the scalars that are stored.

Leaves the main job's files: weekly.parquet, summary.csv, config.yaml, manifest.json and the curves.
"""
_EXAMPLE = """\
example:
  orgsim sweep rerun results/phase_diagram-3f2a9c81 --point 512 --replication 3 --people
"""


def run(arguments: list[str]) -> int:
    """Run one run again; 0 when it has the stored scalars or there are none, 1 when it differs."""
    parser = parser_of("rerun", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("--point", type=int, required=True, help="number of the point, from 0")
    parser.add_argument("--replication", type=int, required=True, help="number of the replication")
    parser.add_argument("--people", action="store_true", help="record every person in every week")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="where to write (reruns/ in the sweep's folder)")
    parser.add_argument("--overwrite", action="store_true", help="take the place of another run that FOLDER holds")
    options = parser.parse_args(arguments)

    from orgsim.analysis.summary import summary_table
    from orgsim.analysis.summary_text import as_text
    from orgsim.cli.claiming import Identity, claim, clear
    from orgsim.sweeps.rerunning import configuration, rerun, write_rerun

    again = rerun(options.folder, options.point, options.replication, people=options.people)
    name = f"point-{options.point}-replication-{options.replication}"
    folder = options.folder / "reruns" / name if options.output is None else options.output
    run = Identity(configuration(again, folder), [again.study.organization.fingerprint()])
    before = claim(folder, run, overwrite=options.overwrite, option="--output", how="--overwrite")
    print(f"point {options.point}, replication {options.replication}: {again.described}")
    print(f"\n{as_text(summary_table(again.datasets, years=(1, 3, 6)))}\n")
    write_rerun(again, folder)
    clear(folder, before)
    verdicts = {None: "the sweep has no such run to compare with", True: "equal, bit for bit, to the scalars of the sweep"}
    print(verdicts.get(again.equal, f"DIFFERS from the scalars of the sweep: {again.differing}"))
    print(f"Results: {folder}")
    return 1 if again.equal is False else 0
