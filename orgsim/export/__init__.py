"""What leaves the laboratory: one HTML file with live sliders, a PDF, charts, the bands as CSV, and a YAML that reproduces it.

`page` and `report_pdf` take a page's state as plain JSON (organization, futures A, B and C, weeks, seed, charts) and notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def page(state: Mapping[str, Any], notes: Mapping[str, str] | None = None) -> str:
    """One HTML file that needs nothing else: the pages with this state, their scripts and the kernel.

    `notes` are texts by the name of the outcome whose chart they stand at; `title` and `text` stand above all charts.
    Raises ConfigurationError with a line for every fault of the state.
    """
    from orgsim.export.configuration import configuration_of
    from orgsim.export.html import page_of
    from orgsim.export.report import report_of

    report = report_of(state, notes)
    return page_of(report, configuration_of(report))


def report_pdf(state: Mapping[str, Any], notes: Mapping[str, str] | None = None, replications: int = 64) -> bytes:
    """The same as pages to print: charts with bands, headline numbers, what differs, notes, and what the model leaves out.

    It is simulated here, `replications` times. The same state gives the same bytes. Raises ConfigurationError.
    """
    from orgsim.export.pdf import pdf_of
    from orgsim.export.report import report_of

    return pdf_of(report_of(state, notes, replications))
