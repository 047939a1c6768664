"""`orgsim plateau`: where an outcome of a finished run levels off, how sure that is, and how often the rule errs."""

from __future__ import annotations

from pathlib import Path

from orgsim.cli.verbs import Parser

SUMMARY = "where an outcome of a finished run levels off, and how often the rule would say so wrongly"
_DESCRIPTION = """\
where an outcome of a finished run levels off.

Two straight pieces that meet (a hinge) are fitted to the mean curve of each scenario and to every
replication. When the slope after the hinge is small beside the one before, and the hinge is much
better than one straight line, it is called a plateau. Week and height have bootstrap intervals over
replications. False alarms are measured: the same rule is applied to straight lines and to curves
that rise for ever, with noise like that of the run, and the share it calls plateaus is printed
beside the result, with the share of true plateaus that it finds.

Without --from and --until, a scenario is looked at until one of its levers first moves, or to the
end of the run when none does.
"""
_EXAMPLE = """\
example:
  orgsim scenario=lead_after_turnaround output=results/turnaround
  orgsim plateau results/turnaround
  orgsim plateau results/turnaround --from 156        (what comes after the shift)
"""


def run(arguments: list[str]) -> int:
    """Look for the plateau of every scenario of a finished run."""
    from argparse import RawDescriptionHelpFormatter

    parser = Parser(
        prog="orgsim plateau", description=_DESCRIPTION, epilog=_EXAMPLE, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder of a finished run")
    parser.add_argument("--outcome", default="performance", help="the weekly outcome (performance)")
    parser.add_argument("--from", dest="first", type=int, metavar="WEEK", help="first week that counts (0)")
    parser.add_argument("--until", type=int, metavar="WEEK", help="first week that no longer counts")
    parser.add_argument("--confidence", type=float, default=0.95, help="of the intervals (0.95)")
    parser.add_argument("--seed", type=int, default=1, help="dice of resampling and noise (1)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="leave plateau.csv, plateau.png and plateau.svg there")
    options = parser.parse_args(arguments)

    from orgsim.analysis.curve_tables import plateau_table, plateau_text
    from orgsim.analysis.plateau import plateau
    from orgsim.cli.finished import describe
    from orgsim.study.finished_runs import read_results

    chosen = options.first is not None or options.until is not None
    weeks = (options.first or 0, options.until) if chosen else None
    datasets = read_results(options.folder)
    found = [
        plateau(dataset, options.outcome, weeks=weeks, confidence=options.confidence, seed=options.seed)
        for dataset in datasets.values()
    ]
    print(f"{describe(options.folder, datasets)}\n{plateau_text(found)}")
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.plateau import plateau_figure

        leave(options.output, "plateau", plateau_table(found), figure=plateau_figure(found))
        print(f"\nTable and figure: {options.output}")
    return 0
