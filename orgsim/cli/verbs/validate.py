"""`orgsim validate`: which patterns of real organizations does a table of units show, and which not?"""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError
from orgsim.spec.values import counted, fault
from orgsim.spreadsheets import to_csv
from orgsim.validation.numbered_rows import no_column
from orgsim.validation.panel import INDEX, Panel, UnitTable, read_units
from orgsim.validation.table import COLUMNS, DEFAULT_TABLES, find_table, read_patterns, shipped_tables
from orgsim.writing import saving

if TYPE_CHECKING:
    import pandas as pd

    from orgsim.validation.query import Statistic

SUMMARY = "which patterns of real organizations does a table of units show?"
UNITS = "survey_units.csv"
_WIDTH = 98
_SEEDS = 2**32 - 1


def run(arguments: list[str]) -> int:
    """Score pattern tables against units, or describe units as a pattern table; 1 only with --strict and a row not passed."""
    options = _parser().parse_intermixed_args(arguments)
    if not 0 <= options.seed <= _SEEDS:
        raise ConfigurationError(fault("--seed", options.seed, f"a whole number from 0 to {_SEEDS}"))
    return _describe(options) if options.describe else _score(options)


def _score(options: argparse.Namespace) -> int:
    from orgsim.validation.baselines import baselines, compare_baselines, concerned
    from orgsim.validation.scores_text import baselines_as_text, scores_as_text
    from orgsim.validation.scoring import score, total

    patterns = read_patterns(*map(find_table, options.table or DEFAULT_TABLES))
    units = _units(options, _units_file(options))
    scores = score(patterns, units, options.seed)
    panel = units.panels([options.index])
    error = f"over {len(panel)} replications" if len(panel) > 1 else f"from resampled units (seed {options.seed})"
    sizes = {"unit": len(panel[0].units), "year": len(panel[0].years), "replication": len(panel)}
    made_of = f"{units.name}: {', '.join(counted(size, what) for what, size in sizes.items())}"
    print(f"{made_of}; standard errors {error}\n\n{scores_as_text(scores)}")
    reference = _reference(options)
    told_by = Path(options.reference).name if options.reference else ""
    moments, tables = baselines(patterns, panel[0], reference, told_by=told_by, seed=options.seed, measure=options.index)
    rows = concerned(patterns, options.index)
    compared = None
    if moments is not None and rows:
        compared = compare_baselines(scores, rows, tables)
        print(f"\n{baselines_as_text(compared, moments)}")
    if options.output:
        _write(Path(options.output), scores, compared, f"{made_of}; standard errors {error}")
    return 1 if options.strict and not total(scores).clean else 0


def _describe(options: argparse.Namespace) -> int:
    """Print what a file of units shows as a pattern table, or write it into the output folder."""
    from orgsim.validation.describing import describe

    units = _units(options, Path(options.describe))
    items = [item.strip() for item in options.items.split(",")] if options.items else None
    found = describe(units, items, options.index, source=options.source or "", seed=options.seed)
    if not options.output:
        to_csv(found, sys.stdout)
        return 0
    path = Path(options.output) / f"{Path(options.describe).stem}_patterns.csv"
    with saving(f"--output={path.parent}"):
        to_csv(found, path)
    print(f"{len(found)} patterns (seed {options.seed}): {path}")
    return 0


def _units_file(options: argparse.Namespace) -> Path:
    """The table of units: as named, else in this folder, else of a population that is simulated now."""
    if options.population is None and (options.units is not None or Path(UNITS).exists()):
        return Path(options.units or UNITS)
    if options.population is None:
        print(f"no {UNITS} in this folder and no --units: simulating the shipped population", flush=True)
    return simulate_population(Path(options.output or "results/population"), options.population or [])


def simulate_population(folder: Path, overrides: list[str]) -> Path:
    """Run the population experiment into a folder; returns its table of units. Raises ConfigurationError without one."""
    from orgsim.cli.main import dispatch

    dispatch(["+experiment=population", f"output={folder}", *overrides])
    path = folder / UNITS
    if not path.is_file():
        raise ConfigurationError(f"the population's run left no {UNITS} in '{folder}'")
    return path


def _units(options: argparse.Namespace, path: Path) -> UnitTable:
    pairs = [text.partition("=") for text in options.alias]
    for name, sign, column in pairs:
        if not (name and sign and column):
            raise ConfigurationError(fault("--alias", f"{name}{sign}{column}", "NAME=COLUMN, as in leave_12_months=leave_any"))
    return read_units(path, options.unit_column, {name: column for name, _, column in pairs}, without=options.without)


def _reference(options: argparse.Namespace) -> Panel | None:
    """The panel of real units that baselines are fitted to, or None."""
    if not options.reference:
        return None
    from orgsim.validation.describing import TOGETHER

    units = read_units(options.reference)
    if not units.has(options.index):
        raise ConfigurationError(no_column(units.name, options.index, units.measures))
    return units.panels([options.index, *TOGETHER])[0]


def _write(folder: Path, scores: pd.DataFrame, compared: pd.DataFrame | None, footnote: str) -> None:
    """The scores, the baselines and the figure as files."""
    from orgsim.figures.files import save
    from orgsim.figures.validation import draw_validation, validation_data

    with saving(f"--output={folder}"):
        to_csv(scores, folder / "validation.csv")
        if compared is not None:
            to_csv(compared, folder / "baselines.csv")
        save(draw_validation(validation_data(scores, compared, footnote)), folder, "validation")
    print(f"\nResults: {folder}")


def _parser() -> Parser:
    parser = Parser(
        prog="orgsim validate",
        description=_description(),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("table", nargs="*", metavar="TABLE", help=f"tables of patterns: files, or {', '.join(shipped_tables())} (all three)")
    add("--units", metavar="FILE", help=f"the table of units ({UNITS} in this folder, else a population is simulated)")
    add("--population", nargs="*", metavar="KEY=VALUE", help="simulate the units now, with these overrides (put after TABLE)")
    add("--unit-column", metavar="NAME", help="the column that names the units, where it goes by none of the known names")
    add("--alias", action="append", default=[], metavar="NAME=COLUMN", help="read COLUMN where patterns say NAME")
    add("--without", action="append", default=[], metavar="UNIT", help="leave a unit out, such as a total")
    add("--index", default=INDEX, metavar="NAME", help=f"the measure that baselines and --describe turn on ({INDEX})")
    add("--reference", metavar="FILE", help="real units that baselines are fitted to (the middle of the patterns' ranges)")
    add("--describe", metavar="FILE", help="make a table of patterns from real units instead: print it, or see --output")
    add("--items", metavar="A,B,C", help="with --describe: only these measures")
    add("--source", metavar="TEXT", help="with --describe: what stands in the column source")
    add("--seed", type=int, default=1, help="the dice of resampling and of baselines (1)")
    add("--strict", action="store_true", help="exit code 1 unless every row is scored and passes")
    add("--output", metavar="FOLDER", help="write validation.csv, baselines.csv and a figure (PNG, SVG) there")
    return parser


def _description() -> str:
    return textwrap.fill(
        "Score a table of units, simulated or real, on tables of patterns: each row says which statistic of which columns "
        "should lie in which range. Every row is printed with its figure, pass or FAIL; rows whose columns are missing count "
        "as not scored. Baselines without agents are scored beside it on spread and persistence.",
        _WIDTH,
    )


def _epilog() -> str:
    from orgsim.validation.cases import LEVELS
    from orgsim.validation.statistics import STATISTICS

    parts = [
        f"A table of patterns is a CSV file with the columns {', '.join(COLUMNS)}; others may stand beside them. An "
        "empty low or high leaves that end open, an empty weight is 1, and lag is in years.",
        "A table of units has a row for each (replication,) unit and year: columns unit (or organisation, agency, department), "
        "year, if need be replication, and one for each measure. Several replications are averaged.",
        f"Cases of a cross-section, by level:{_listed({name: function.__doc__ or '' for name, function in LEVELS.items()})}",
        f"Statistics:{_listed({each.name: _uses(each) for each in STATISTICS.values()})}",
        "Examples:\n  orgsim validate --units survey_units.csv --output results/validation\n"
        "  orgsim validate evidence --population replications=20\n"
        "  orgsim validate --describe our_survey.csv --unit-column site > our_patterns.csv",
    ]
    return "\n\n".join(part if "\n" in part else textwrap.fill(part, _WIDTH) for part in parts)


def _listed(meanings: dict[str, str]) -> str:
    """Names and meanings, a line or two each."""
    return "".join(
        "\n" + textwrap.fill(text, _WIDTH, initial_indent=f"  {name}: ", subsequent_indent="      ")
        for name, text in meanings.items()
    )


def _uses(statistic: Statistic) -> str:
    """What a statistic says, its unit, and what it uses of a row."""
    uses = ["x" if not statistic.joined else f"x, several joined by {statistic.joined}"]
    uses += [] if statistic.y == "unused" else ["y" if statistic.y == "required" else "perhaps y"]
    uses += [] if statistic.lag is None else ["lag"]
    uses += [] if statistic.level is None else ["level (cases)" if statistic.level == "cases" else "level (a number)"]
    return f"{statistic.meaning} [{statistic.unit}]; uses {', '.join(uses)}"
