"""What the verbs on samples share: a sweep's folder, or tables of any simulator, as options and as a sample."""

from __future__ import annotations

import argparse
from argparse import RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError, ResultsError

if TYPE_CHECKING:
    import pandas as pd

    from orgsim.analysis.sample import Sample

_ABOUT = """
FOLDER is that of a sweep, finished or not. Instead, --design and --runs take tables (CSV or Parquet) of
any simulator: a row for each point with a column 'point' and one for each factor; a row for each run with
'point', 'replication' and a column for each outcome. A factor is named by its key, or by what follows the
last dot where no other factor ends alike.
"""


def sample_parser(verb: str, description: str, example: str) -> Parser:
    """A parser with the options that all these verbs have."""
    parser = Parser(
        prog=f"orgsim {verb}", description=description + _ABOUT, epilog=example, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="folder of a sweep")
    parser.add_argument("--design", type=Path, metavar="TABLE", help="points: CSV or Parquet, instead of a folder")
    parser.add_argument("--runs", type=Path, metavar="TABLE", help="runs: CSV or Parquet, instead of a folder")
    parser.add_argument(
        "--independent", action="store_true", help="with --runs: points have dice of their own (else: the same at all points)"
    )
    parser.add_argument("--only", action="append", default=[], metavar="KEY=VALUE", help="the points with this value alone")
    parser.add_argument("--seed", type=int, default=1, help="dice of resampling (1)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="leave the table (CSV) and the figure (PNG, SVG) there")
    return parser


def read_sample(
    options: argparse.Namespace,
    outcomes: Sequence[str] | None = None,
    weekly: Sequence[str] = (),
    *,
    courses: Path | None = None,
) -> Sample:
    """The sample that the options name, with the outcomes asked for (all by default).

    `weekly` are weekly outcomes of a sweep, `courses` the weekly table of any simulator. Raises ConfigurationError or
    ResultsError.
    """
    from orgsim.sweeps.sample import chosen, read_only, sweep_sample

    only = read_only(options.only)
    if options.folder is not None:
        if options.design or options.runs or courses:
            raise ConfigurationError("give a FOLDER, or --design and --runs, not both")
        from orgsim.sweeps.sweep_results import open_sweep

        return sweep_sample(open_sweep(options.folder), outcomes, weekly, only=only)
    if options.design is None or options.runs is None:
        raise ConfigurationError("give the FOLDER of a sweep, or both --design and --runs")
    from orgsim.analysis.sample import POINT
    from orgsim.analysis.sample_making import make_sample

    design, runs = read_table(options.design, "--design"), read_table(options.runs, "--runs")
    courses_frame = None if courses is None else read_table(courses, "--weekly")
    if only:
        design = chosen(design, only)
        runs = runs[runs[POINT].isin(design[POINT])]
        courses_frame = None if courses_frame is None else courses_frame[courses_frame[POINT].isin(design[POINT])]
    return make_sample(design, runs, weekly=courses_frame, common=not options.independent, source=options.runs.name)


def read_table(path: Path, option: str) -> pd.DataFrame:
    """A table in CSV or Parquet. Raises ResultsError with one line when it cannot be read."""
    import pandas as pd

    try:
        if path.suffix == ".parquet" or path.is_dir():
            return pd.read_parquet(path)
        from orgsim.spreadsheets import as_read

        return as_read(pd.read_csv(path))
    except FileNotFoundError:
        raise ResultsError(f"{option}={path}: no such file") from None
    except Exception as error:
        kind, reason = "Parquet" if path.suffix == ".parquet" else "CSV", " ".join(str(error).split())[:120]
        raise ResultsError(f"{option}={path}: cannot be read as {kind}: {reason}") from error
