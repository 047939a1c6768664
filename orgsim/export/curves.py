"""The futures as curves that look as on the screen, so that a page and a printed report are read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from orgsim.export.report import Report
from orgsim.figures.curves import CurvesData, curves_data

#: Places among the figures' colours and dashes that are nearest to the screen's: A orange and dashed, B blue, C purple.
LOOKS = (1, 0, 3)


def curves_of(report: Report, charts: Sequence[str]) -> CurvesData:
    """Plot data of some outcomes of all futures."""
    return replace(curves_data(report.results, charts), looks=LOOKS)
