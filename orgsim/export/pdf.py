"""The report on paper: A4 pages, across, with charts, headline numbers, what differs, notes, and what the model leaves out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from threading import Lock

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from orgsim import __version__
from orgsim.analysis.wording import display_of
from orgsim.export.curves import LOOKS, curves_of
from orgsim.export.report import ABOVE, Report, provenance
from orgsim.export.sheets import HEIGHT, MARGIN, WIDTH, Sheets
from orgsim.export.tables import differences, headlines, lettered
from orgsim.figures.outcomes import draw_legend, draw_panels
from orgsim.figures.style import QUIET, styled
from orgsim.figures.weight import lighten
from orgsim.web.leaves_out import TITLE, leaves_out

_COLUMNS, _ROWS = 2, 2
#: Matplotlib's settings are the whole process's; a server draws in several threads.
_ONE_AT_A_TIME = Lock()
_READ = (
    "Means over the year's last 13 weeks; in brackets what 10 % and 90 % of the runs stay below. Against A: the mean "
    "difference of runs with the same dice, and in how many of them it is above A (equal ones count half)."
)


def pdf_of(report: Report) -> bytes:
    """The report's pages. The same report gives the same bytes: no date, no name of a machine."""
    about = {"Title": report.title, "Creator": f"orgsim {__version__}", "Producer": "orgsim", "CreationDate": None}
    out = io.BytesIO()
    with _ONE_AT_A_TIME, styled(), PdfPages(out, metadata=about) as pages:
        for figure in figures_of(report):
            lighten(figure)
            pages.savefig(figure, dpi=200)
    return out.getvalue()


def figures_of(report: Report) -> list[Figure]:
    """The pages one by one; to be called and saved within `styled()`."""
    figures = [*_summary(report), *_charts(report), *_notes(report)]
    for number, figure in enumerate(figures, 1):
        line = f"{provenance(report)}  ·  {number} of {len(figures)}"
        figure.text(MARGIN / WIDTH, 0.025, line, fontsize=7, color=QUIET)
    return figures


def _summary(report: Report) -> list[Figure]:
    """Title, headline numbers, what differs."""
    sheets, letters = Sheets(), lettered(report)
    sheets.title(report.title)
    sheets.text(report.study.organization.describe(), quiet=True)
    sheets.legend(list(report.titles.values()), LOOKS)
    if report.notes.get("text"):
        sheets.text(report.notes["text"])
    year, rows = headlines(report)
    sheets.heading(f"At the end of year {year}")
    against = [f"{letter} against A" for letter in letters[1:]]
    sheets.table(["", *letters, *against], [[row.label, *row.stands, *row.against] for row in rows])
    sheets.text(_READ, quiet=True)
    found = [[each.meaning, *each.values] for each in differences(report)]
    if found:
        sheets.heading("What differs")
        sheets.table(["", *letters], found)
    return sheets.figures


def _charts(report: Report) -> list[Figure]:
    """Four charts a page, each with medians and bands of all futures."""
    size = _COLUMNS * _ROWS
    pages = [report.charts[place : place + size] for place in range(0, len(report.charts), size)]
    return [_chart_page(report, charts) for charts in pages]


def _chart_page(report: Report, charts: Sequence[str]) -> Figure:
    data = curves_of(report, charts)
    figure = Figure(figsize=(WIDTH, HEIGHT))
    axes = list(figure.subplots(_ROWS, _COLUMNS, squeeze=False).ravel())
    left, right = MARGIN / WIDTH, 1 - MARGIN / WIDTH
    figure.subplots_adjust(left=left + 0.025, right=right, top=0.86, bottom=0.11, hspace=0.3, wspace=0.13)
    draw_panels(axes, data, _COLUMNS)
    labels = list(data.labels.values())
    draw_legend(figure, data, labels, columns=len(labels), anchor=(left, 1 - MARGIN / HEIGHT))
    figure.text(left, 0.055, data.footnote, fontsize=7.5, color=QUIET, va="bottom")
    return figure


def _notes(report: Report) -> list[Figure]:
    """Notes on charts, and what the model leaves out."""
    sheets = Sheets()
    notes = [(chart, report.notes[chart]) for chart in report.charts if report.notes.get(chart)]
    others = [(name, text) for name, text in report.notes.items() if name not in (*ABOVE, *report.charts) and text]
    if notes or others:
        sheets.heading("Notes")
    for outcome, text in (*notes, *others):
        sheets.text(display_of(outcome).label, bold=True)
        sheets.text(text)
    sheets.heading(TITLE)
    for statement in leaves_out():
        sheets.item(statement)
    return sheets.figures
