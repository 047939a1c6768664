"""`orgsim export`: futures of an organization as one file to keep: a live page, a PDF, charts, the bands, a configuration."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError
from orgsim.spec.values import fault

if TYPE_CHECKING:
    from orgsim.export.report import Report

SUMMARY = "a file to keep and to pass on: a live page, a PDF, charts, bands or a configuration"
_DESCRIPTION = """\
futures of an organization as one file. Its name says of which kind:

page.html    the flight simulator with these futures: sliders are live, nothing is installed, nothing is asked of any network
report.pdf   charts with bands, headline numbers, what differs, notes
charts.svg   the charts (also .png)
bands.csv    by outcome, scenario and week: 10 % of the runs are below low, half below median, 90 % below high;
             lines that begin with # say what it is: pandas.read_csv("bands.csv", comment="#")
what.yaml    a configuration: orgsim scenario=what.yaml gives the same numbers

The scenario compared with is A, the one asked about is B; one in which no lever is pulled comes first. Every file says
what the model leaves out."""
_EXAMPLE = """\
examples:
  orgsim export scenario=management_trap output=page.html
  orgsim export scenario=half_hearted levers.coaching=3 compare=[management_trap,early_shift] output=report.pdf
  orgsim export output=bands.csv --chart performance --chart quits replications=400
  orgsim export output=report.pdf --note title='What coaching buys' --note performance='First it falls.'
"""


def run(arguments: list[str]) -> int:
    """Write the file."""
    raw = RawDescriptionHelpFormatter
    parser = Parser(prog="orgsim export", description=_DESCRIPTION, epilog=_EXAMPLE, formatter_class=raw)
    parser.add_argument("overrides", nargs="*", metavar="key=value", help="change anything, as in the main job; output=FILE")
    parser.add_argument("--config-dir", "-cd", type=Path, help="a folder of your own with scenario/<name>.yaml")
    parser.add_argument("--chart", action="append", metavar="OUTCOME", help="an outcome to show (those of the simulator)")
    parser.add_argument(
        "--note", action="append", default=[], metavar="WHERE=TEXT", help="a note at an outcome's chart, or: title, text"
    )
    options = parser.parse_intermixed_args(arguments)

    from orgsim.analysis.compare import check_outcomes
    from orgsim.export.files import content_of, kind_of, write
    from orgsim.export.jobs import job_to_export, report_of_job
    from orgsim.export.report import note_faults
    from orgsim.web.presentation import first_charts

    notes = dict(_note(text) for text in options.note)
    charts = check_outcomes(tuple(dict.fromkeys(options.chart or first_charts())))
    job = job_to_export(options.overrides, options.config_dir)
    kind = kind_of(job.output)
    faults = note_faults(notes)
    if faults:
        raise ConfigurationError(faults)
    assert job.output is not None
    report = report_of_job(job, charts, notes)
    content = content_of(kind, report, job)
    path = write(job.output, content)
    print(f"{path}: {len(content):,} bytes")
    print("\n".join(_about(report, kind)))
    return 0


def _note(text: str) -> tuple[str, str]:
    """Where a note stands, and what it says."""
    where, sign, said = text.partition("=")
    if not sign:
        raise ConfigurationError(fault("--note", text, "WHERE=TEXT, such as performance='First it falls.'"))
    return where, said


def _about(report: Report, kind: str) -> Iterator[str]:
    """What is in the file: each future, and what was simulated for it."""
    design = report.study.design
    yield from report.titles.values()
    live = "simulated while it is looked at" if kind == ".html" else f"{design.replications:,} replications"
    yield f"{report.study.organization.name or 'organization'}, {design.weeks:,} weeks, seed {design.seed}, {live}"
