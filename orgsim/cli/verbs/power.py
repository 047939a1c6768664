"""`orgsim power`: how many replications a study needs, beforehand or judged by a finished pilot."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsim.cli.verbs import Parser

if TYPE_CHECKING:
    import pandas as pd

    from orgsim.figures.power import PowerCurve

SUMMARY = "how many replications a study needs, beforehand or judged by a pilot"
_DESCRIPTION = """\
how many replications a study needs, so that a difference that is there is found.

Three ways to ask:
  --effect F --cells K          K scenarios or settings with dice of their own, one-way analysis of
                                variance; F is Cohen's f, the standard deviation of their means over
                                that within one (.1 small, .25 medium, .4 large)
  --difference D --deviation S  two scenarios with the same dice, as orgsim runs them: D is the mean
                                difference to be found, S the standard deviation of paired differences
  FOLDER [--difference D]       a pilot: the spread comes from its results, at the end of the run
                                (13 weeks); D is in the outcome's own unit (.01 is one point of a share)
alpha is how often a difference is found where there is none, power how often one that is there.
"""
_EXAMPLE = """\
examples:
  orgsim power --effect .1 --cells 9 --alpha .01 --power .95
  orgsim power --difference .005 --deviation .02
  orgsim power results/pilot --outcome engagement --difference .01
"""


def run(arguments: list[str]) -> int:
    """Say how many replications are needed."""
    from argparse import RawDescriptionHelpFormatter

    parser = Parser(prog="orgsim power", description=_DESCRIPTION, epilog=_EXAMPLE, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="folder of a finished run, the pilot")
    parser.add_argument("--effect", type=float, help="Cohen's f, with --cells")
    parser.add_argument("--cells", type=int, help="number of cells, with --effect")
    parser.add_argument("--difference", type=float, help="difference to be found, with --deviation or a pilot")
    parser.add_argument("--deviation", type=float, help="standard deviation of paired differences, with --difference")
    parser.add_argument("--outcome", default="performance", help="the pilot's weekly outcome (performance)")
    parser.add_argument("--alpha", type=float, default=0.05, help="share of false findings (0.05)")
    parser.add_argument("--power", type=float, default=0.8, help="share of true differences found (0.8)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="leave power.csv, power.png and power.svg there")
    options = parser.parse_args(arguments)
    given = {name for name in ("folder", "effect", "cells", "difference", "deviation") if getattr(options, name) is not None}
    ways = {("effect", "cells"): _cells, ("difference", "deviation"): _paired, ("folder",): _pilot}
    ways[("folder", "difference")] = _pilot
    way = next((make for names, make in ways.items() if given == set(names)), None)
    if way is None:
        asked = ", ".join(name if name == "folder" else f"--{name}" for name in sorted(given)) or "nothing"
        parser.error(f"needs --effect with --cells, --difference with --deviation, or a pilot's folder; given: {asked}")
    table, curves, lines, title = way(options)
    print("\n".join([*lines, f"(alpha {options.alpha:g}, power {options.power:g})"]))
    if options.output is not None and curves:
        from orgsim.cli.finished import leave
        from orgsim.figures.power import power_figure

        footnote = f"Two-sided tests at alpha {options.alpha:g}; dashed: power {options.power:g}; dots: replications needed."
        leave(options.output, "power", table, figure=power_figure(curves, options.power, title, footnote=footnote))
        print(f"\nTable and figure: {options.output}")
    return 0


Answer = tuple["pd.DataFrame", list["PowerCurve"], list[str], str]


def _cells(options: Namespace) -> Answer:
    """A one-way design, dice of its own for each cell."""
    import pandas as pd

    from orgsim.analysis.power import cell_power, cell_replications
    from orgsim.figures.power import PowerCurve

    how = {"effect": options.effect, "cells": options.cells, "alpha": options.alpha}
    needed = cell_replications(**how, power=options.power)
    table = pd.DataFrame([{**how, "power": options.power, "replications": needed, "runs": needed * options.cells}])
    cells = f"{needed * options.cells:,} runs in {options.cells} cells"
    line = f"{needed:,} replications a cell, {cells}, for an effect f = {options.effect:g}"
    curve = PowerCurve("replications a cell", needed, partial(cell_power, **how))
    return table, [curve], [line], f"An effect f = {options.effect:g} among {options.cells} cells"


def _paired(options: Namespace) -> Answer:
    """A paired difference."""
    import pandas as pd

    from orgsim.analysis.power import paired_power, paired_replications
    from orgsim.figures.power import PowerCurve

    how = {"difference": options.difference, "deviation": options.deviation, "alpha": options.alpha}
    needed = paired_replications(**how, power=options.power)
    table = pd.DataFrame([{**how, "power": options.power, "replications": needed}])
    line = f"{needed:,} replications, the same dice in both scenarios, for a difference of {options.difference:g}"
    curve = PowerCurve("paired replications", needed, partial(paired_power, **how))
    return table, [curve], [line], f"A paired difference of {options.difference:g}"


def _pilot(options: Namespace) -> Answer:
    """A pilot's first scenario against each other one, with the same dice and without."""
    from orgsim.analysis.power import from_pilot
    from orgsim.analysis.wording import display_of
    from orgsim.cli.finished import describe
    from orgsim.study.finished_runs import read_results

    datasets = read_results(options.folder)
    table = from_pilot(datasets, options.outcome, options.difference, alpha=options.alpha, power=options.power)
    shown, curves = display_of(options.outcome), []
    lines = [describe(options.folder, datasets)]
    lines += [f"{shown.label} at the end of the run ({shown.long_unit}), judged by {table['pilot'][0]:,} replications"]
    for row in table.to_dict("records"):
        sought = f"{row['sought'] * shown.factor:.3g}"
        lines += ["", f"{row['first']} less {row['second']}: observed {shown.change(row['observed'])}, sought {sought}"]
        if not (isinstance(row["paired"], int) and isinstance(row["unpaired"], int)):
            lines += ["  no spread or no difference: nothing to plan"]
            continue
        apart = (f"{row[f'deviation_{kind}'] * shown.factor:.2f}" for kind in ("paired", "unpaired"))
        lines += [
            f"  {row['paired']:>9,} replications with the same dice (deviation {next(apart)})",
            f"  {row['unpaired']:>9,} of each with dice of their own (deviation {next(apart)})",
        ]
        curves += _pilot_curves(row, options.alpha)
    if options.difference is None:
        lines += ["", "The differences sought are those observed, which chance may have made too large;"]
        lines += ["--difference names one that matters"]
    return table, curves, lines, f"{shown.label}: replications needed"


def _pilot_curves(row: Mapping[Any, Any], alpha: float) -> list[PowerCurve]:
    from orgsim.analysis.power import cell_power, paired_power, two_cell_effect
    from orgsim.figures.power import PowerCurve

    sought = row["sought"]
    same = partial(paired_power, difference=sought, deviation=row["deviation_paired"], alpha=alpha)
    own = partial(cell_power, effect=two_cell_effect(sought, row["deviation_unpaired"]), cells=2, alpha=alpha)
    against = f"against {row['second']}"
    return [
        PowerCurve(f"{against}, same dice", row["paired"], same),
        PowerCurve(f"{against}, own dice", row["unpaired"], own),
    ]
