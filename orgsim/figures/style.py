"""How all figures look: one palette, one set of fonts and lines, nothing taken from the user's own settings."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import matplotlib.style
from matplotlib.axis import Axis, XAxis
from matplotlib.ticker import LogFormatter

#: Okabe & Ito's colours, which colour-blind readers tell apart, in an order whose first ones differ in grey print too.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
DASHES: tuple[Any, ...] = ("-", (0, (4, 2.2)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)), (0, (9, 2)), (0, (3, 1, 1, 1, 1, 1)))
INK, QUIET, GRID = "#222222", "#5F5F5F", "#E3E3E3"

STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 8.5,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.titlecolor": INK,
    "axes.labelcolor": INK,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.6,
    "lines.solid_capstyle": "round",
    "text.color": INK,
    "text.parse_math": False,  # the dollars of somebody's title are dollars
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "orgsim",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}


def styled() -> AbstractContextManager[None]:
    """Within this context figures are drawn and saved in the project's style, whatever the user's matplotlibrc says."""
    context: AbstractContextManager[None] = matplotlib.style.context(["default", STYLE])
    return context


def logarithmic(axis: Axis) -> None:
    """A logarithmic axis with plain numbers at its ticks: no text is read as a formula."""
    (axis.axes.set_xscale if isinstance(axis, XAxis) else axis.axes.set_yscale)("log")
    axis.set_major_formatter(LogFormatter())
    axis.set_minor_formatter(LogFormatter(labelOnlyBase=False))


def colour(place: int) -> str:
    """The colour of the scenario at this place."""
    return COLOURS[place % len(COLOURS)]


def dashes(place: int) -> Any:
    """The line style of the scenario at this place: colours and dashes repeat with different periods."""
    return DASHES[place % len(DASHES)]
