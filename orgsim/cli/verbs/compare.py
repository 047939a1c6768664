"""`orgsim compare`: from which week a scenario of a finished run stays ahead of the others, and how far it was behind."""

from __future__ import annotations

from pathlib import Path

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError

SUMMARY = "from which week a scenario of a finished run stays ahead of the others, and how far it was behind before"
_DESCRIPTION = """\
from which week one scenario of a finished run stays ahead of each other one.

Replication i of one scenario is paired with replication i of the other: the same company and the
same dice until a lever moves. The mean difference is smoothed; one scenario overtakes in the first
week from which it stays ahead to the end of the run. The interval is a bootstrap over replications;
"never" at its upper end means that some resamples do not overtake within the run.
"""
_EXAMPLE = """\
example:
  orgsim scenario=led_from_the_start output=results/led
  orgsim compare results/led --outcome performance engagement quits
"""
_OUTCOMES = ("performance", "engagement", "client_satisfaction")


def run(arguments: list[str]) -> int:
    """Compare one scenario of a finished run with each other one."""
    from argparse import RawDescriptionHelpFormatter

    parser = Parser(
        prog="orgsim compare", description=_DESCRIPTION, epilog=_EXAMPLE, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder of a finished run of two scenarios or more")
    parser.add_argument("--outcome", nargs="+", default=_OUTCOMES, help=f"weekly outcomes ({' '.join(_OUTCOMES)})")
    parser.add_argument("--first", metavar="SCENARIO", help="the scenario compared with each other one (the run's first)")
    parser.add_argument("--over", type=int, default=13, help="weeks that a difference is smoothed over, odd (13)")
    parser.add_argument("--confidence", type=float, default=0.95, help="of the intervals (0.95)")
    parser.add_argument("--seed", type=int, default=1, help="dice of resampling (1)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="leave differences.csv, .png and .svg there")
    options = parser.parse_args(arguments)

    from orgsim.analysis.compare import check_outcomes
    from orgsim.analysis.curve_tables import overtaking_table, overtaking_text
    from orgsim.analysis.overtaking import overtaking
    from orgsim.cli.finished import describe
    from orgsim.spec.values import name_fault
    from orgsim.study.finished_runs import read_results

    outcomes = check_outcomes(options.outcome)
    datasets = read_results(options.folder)
    if len(datasets) < 2:
        raise ConfigurationError(f"{options.folder}: has one scenario, '{next(iter(datasets))}'; a comparison needs two")
    first = options.first or next(iter(datasets))
    if first not in datasets:
        raise ConfigurationError(name_fault("--first", first, datasets))
    how = {"over": options.over, "confidence": options.confidence, "seed": options.seed}
    pairs = [
        (datasets[first], other, overtaking(datasets[first], other, outcome, **how))
        for name, other in datasets.items()
        for outcome in outcomes
        if name != first
    ]
    table = overtaking_table(pairs)
    print(f"{describe(options.folder, datasets)}\n{overtaking_text(table)}")
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.differences import differences_figure

        titles = {name: str(dataset.attrs["title"]) for name, dataset in datasets.items()}
        leave(options.output, "differences", table, figure=differences_figure([found for *_, found in pairs], titles))
        print(f"\nTable and figure: {options.output}")
    return 0
