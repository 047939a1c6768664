"""What can be seen in a sweep: tables, planes, phases, sensitivities and boxes, as the analyses find them, with their texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from orgsim.analysis.across import Floats
from orgsim.analysis.surface.cells import Cells, Lines
from orgsim.app.plain import table as as_table
from orgsim.app.sweep_samples import Read, meaning, read, scalar, summarised

if TYPE_CHECKING:
    from orgsim.analysis.sensitivity import Sensitivity

#: Resamples of intervals: fewer than on the command line, so that an answer comes soon.
_RESAMPLES = 100
_SMOOTH = ("kind", "error", "explained", "good")


def points(folder: Path, columns: list[str] | None, statistic: str, *, limit: int) -> dict[str, Any]:
    """A row for each point: the design and a statistic of each scalar over its runs."""
    frame = summarised(folder, columns, statistic)
    return {**as_table(frame.head(limit)), "statistic": statistic, "total": len(frame)}


def grid(folder: Path, only: list[str], x: str, *, y: str, value: str, confidence: float) -> dict[str, Any]:
    """An outcome over two factors, a list for each row of y: means, intervals, spread and number of runs of each cell."""
    from orgsim.analysis.surface import surface
    from orgsim.analysis.surface.surface_text import surface_text

    found = read(folder, only)
    over = surface(found.sample, x, y, outcome=value, confidence=confidence)
    spread, runs = _spread(found.sample.by_replication(over.outcome), over.cells)
    return {
        **_plane(found, over.cells, over.others),
        "value": scalar(over.outcome),
        "mean": over.mean, "low": over.low, "high": over.high, "sd": spread, "n": runs, "points": over.points,
        "confidence": confidence,
        "smooth": None if over.smooth is None else {name: getattr(over.smooth, name) for name in _SMOOTH},
        "text": surface_text(over),
    }  # fmt: skip


def phases(folder: Path, only: list[str], x: str, *, y: str, where: list[str], confidence: float) -> dict[str, Any]:
    """Which class of run wins where, and where that is sure."""
    from orgsim.analysis.surface import phases as phase_diagram
    from orgsim.analysis.surface.surface_text import phases_text

    found = read(folder, only)
    over = phase_diagram(found.sample, x, y, where=where, confidence=confidence)
    return {
        **_plane(found, over.cells, over.others),
        "classes": over.classes, "shares": over.shares, "winner": over.winner, "sure": over.sure,
        "states": over.states(),
        "runs": over.runs, "units": over.units, "confidence": confidence,
        "parts": over.parts().to_dict("records"), "note": over.note or None, "text": phases_text(over),
    }  # fmt: skip


def sensitivity(folder: Path, only: list[str], value: str, *, method: str) -> dict[str, Any]:
    """Which factors matter for an outcome, how much is chance, and whether the sample is large enough."""
    from orgsim.analysis.sensitivity import SensitivitySettings
    from orgsim.analysis.sensitivity import sensitivity as indices
    from orgsim.analysis.sensitivity.sensitivity_text import chance_text, sensitivity_text, verdict_text

    sample = read(folder, only).sample
    found = indices(sample, [value], method, settings=SensitivitySettings(resamples=_RESAMPLES))
    verdict, chance = found.verdicts[value], found.chance[value]
    bars = sorted(_bars(found, {axis.label: axis.key for axis in sample.axes}), key=lambda bar: -bar["leads"])
    return {
        "value": scalar(value), "method": found.method, "described": found.described, "leading": found.leading,
        "factors": bars, "confidence": found.settings.confidence, "resamples": found.settings.resamples,
        "converged": verdict.converged, "verdict": verdict_text(verdict),
        "chance": chance._asdict(), "chance_text": chance_text(chance),
        "source": found.source, "text": sensitivity_text(found),
    }  # fmt: skip


def _bars(found: Sensitivity, keys: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each factor with its indices; `leads` is the one that ranks them."""
    rows = found.table[found.table["index"] != "S2"]
    for name in found.factors:
        own = rows[rows["factor"] == name]
        indices = {str(row["index"]): {each: row[each] for each in ("value", "low", "high")} for _, row in own.iterrows()}
        key = keys.get(name, name)
        yield {"factor": name, "key": key, **meaning(key), "indices": indices, "leads": indices[found.leading]["value"]}


def boxes(folder: Path, only: list[str], where: str) -> dict[str, Any]:
    """Under which conditions on the factors something happens, in numbers and in words."""
    from orgsim.analysis.discovery import discover
    from orgsim.analysis.discovery.discovery_text import discovery_text

    found = discover(read(folder, only).sample, where)
    return {
        "where": found.where, "points": len(found.cases), "cases": int(found.cases.sum()), "source": found.source,
        "boxes": [
            {
                "words": each.box.words(found.axes), **each.measures._asdict(), "added": each.added, "chance": each.chance,
                "limits": [
                    {
                        "key": found.axes[place].key, "label": found.axes[place].label, "low": limit.low, "high": limit.high,
                        "levels": None if limit.levels is None else [found.axes[place].levels[i] for i in sorted(limit.levels)],
                        "quasi_p": each.quasi_p[place],
                    }
                    for place, limit in sorted(each.box.limits.items())
                ],
            }
            for each in found.boxes
        ],
        "together": found.together._asdict() if found.boxes else None,
        "leaves": [{"words": leaf.box.words(found.axes), **leaf.measures._asdict()} for leaf in found.leaves],
        "text": discovery_text(found),
    }  # fmt: skip


def _plane(found: Read, cells: Cells, others: tuple[str, ...]) -> dict[str, Any]:
    """The two factors, and for each cell the point nearest to its middle (null where it is empty)."""
    nearest: list[list[int | None]] = [[None] * cells.shape[1] for _ in range(cells.shape[0])]
    distance = np.full(cells.shape, np.inf)
    far = _away(found, cells.x, cells.column) ** 2 + _away(found, cells.y, cells.row) ** 2
    for place, (row, column) in enumerate(zip(cells.row.tolist(), cells.column.tolist(), strict=True)):
        if far[place] < distance[row, column]:
            distance[row, column], nearest[row][column] = far[place], int(found.points[place])
    return {
        "x": _side(cells.x), "y": _side(cells.y), "grid": cells.grid, "others": others, "point": nearest,
        "source": found.sample.describe(),
    }  # fmt: skip


def _away(found: Read, side: Lines, place: Any) -> Floats:
    """How far each point (points,) is from the middle of its line of cells, on the factor's scale."""
    axis = side.axis
    distance: Floats = axis.unit(axis.numbers(found.sample.design[axis.key])) - axis.unit(side.middles)[place]
    return distance


def _side(side: Lines) -> dict[str, Any]:
    axis = side.axis
    return {
        "key": axis.key, "label": axis.label, "scale": axis.scale, "levels": axis.levels or None,
        "values": side.middles, "edges": side.edges, **meaning(axis.key),
    }  # fmt: skip


def _spread(runs: Floats, cells: Cells) -> tuple[Floats, list[list[int]]]:
    """The standard deviation and the number of the runs (point, replication) in each cell (rows, columns)."""
    spread, counts = np.full(cells.shape, np.nan), np.zeros(cells.shape, dtype=np.int64)
    for row, column in np.ndindex(cells.shape):
        own = runs[(cells.row == row) & (cells.column == column)]
        own = own[~np.isnan(own)]
        counts[row, column] = len(own)
        if len(own) > 1:
            spread[row, column] = own.std(ddof=1)
    return spread, counts.tolist()
