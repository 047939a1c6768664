"""`orgsim dock`: do published models, run with this machinery, give their published numbers?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError
from orgsim.spec.values import fault, name_fault
from orgsim.writing import saving

if TYPE_CHECKING:
    from orgsim.docking.comparison import Comparison

SUMMARY = "do published models give their published numbers here?"
_DESCRIPTION = """\
Run published models with orgsim's addressed random numbers and statistics, and compare what comes out with what was published.

capability_trap  Repenning & Sterman 2001, 2002: the equations; the limit in which orgsim's own engine gives the equations'
                 numbers; and the same two signatures in the full model, which are measured and may fail
march            March 1991, equilibrium knowledge of the organizational code
nk               Kauffman's NK landscapes: local optima, and how high a hill climber gets"""
_EPILOG = """\
Three kinds of equality: numerical (the same numbers up to rounding), distributional (means within the tolerance of the
published ones), relational (signs, orders and published ranges). A number that lies in the accepted range `agrees`; one whose
whole 95 % interval lies outside `DIFFERS`; else it is `unclear`, and more replications tell. A control leaves out a step and
has to differ. The exit code is 0 whatever the verdicts: this is a measurement.

Example: orgsim dock --model march --replications 20000 --output results/docking"""
_REPLICATIONS, _SEEDS = (2, 1_000_000), (0, 2**32 - 1)


def run(arguments: list[str]) -> int:
    """Run the models asked for, print a table for each, and write table and figure where asked."""
    options = _parser().parse_args(arguments)
    _check(options)
    from orgsim.docking.report import MODELS, as_text, dock, failures, summary

    found: dict[str, tuple[list[Comparison], int]] = {}
    for name in [options.model] if options.model else MODELS:
        replications = options.replications or MODELS[name].replications
        found[name] = dock(name, replications, options.seed), replications
        print(f"{as_text(name, *found[name], options.seed)}\n", flush=True)
    every = [each for comparisons, _ in found.values() for each in comparisons]
    print(summary(every))
    for each in failures(every):
        print(f"{each.verdict}: {each.model}, {each.cell}")
    if options.output is not None:
        _write(options.output, found, options.seed)
    return 0


def _parser() -> Parser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = Parser(prog="orgsim dock", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    parser.add_argument("--model", metavar="MODEL", help="capability_trap, march or nk; all three without it")
    parser.add_argument("--replications", type=int, metavar="N", help="runs of each cell (1000; 200 for capability_trap)")
    parser.add_argument("--seed", type=int, default=1, help="the dice (1)")
    parser.add_argument("--output", type=Path, metavar="DIR", help="write docking.csv, docking.png and docking.svg there")
    return parser


def _check(options: argparse.Namespace) -> None:
    """All faults of the options at once."""
    from orgsim.docking.report import MODELS

    faults = []
    if options.model is not None and options.model not in MODELS:
        faults.append(name_fault("--model", options.model, MODELS))
    for name, (least, most) in (("replications", _REPLICATIONS), ("seed", _SEEDS)):
        value = getattr(options, name)
        if value is not None and not least <= value <= most:
            faults.append(fault(f"--{name}", value, f"a whole number from {least} to {most}"))
    if faults:
        raise ConfigurationError(faults)


def _write(folder: Path, found: dict[str, tuple[list[Comparison], int]], seed: int) -> None:
    """The table of all models, and the figure."""
    import pandas as pd

    from orgsim.docking.report import as_table, courses
    from orgsim.figures.docking import Courses, docking_data, draw_docking
    from orgsim.figures.files import save
    from orgsim.spreadsheets import to_csv

    table = pd.concat([as_table(comparisons, replications, seed) for comparisons, replications in found.values()])
    every = [each for comparisons, _ in found.values() for each in comparisons]
    shown = [Courses(title, curves) for name, (_, runs) in found.items() for title, curves in courses(name, runs, seed).items()]
    runs = ", ".join(f"{name} {replications:,}" for name, (_, replications) in found.items())
    footnote = f"Means and 95 % intervals; replications: {runs}; seed {seed}."
    figure = draw_docking(docking_data("Docking: published numbers and ours", footnote, every, courses=shown))
    with saving(f"--output={folder}"):
        path = folder / "docking.csv"
        to_csv(table, path)
        paths = [path, *save(figure, folder, "docking")]
    print(f"\nWritten: {', '.join(map(str, paths))}")
