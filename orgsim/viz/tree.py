"""The reporting tree as a drawing: supervisors level by level, each team as dots under its supervisor."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.engines.mesa.model import DepartmentModel
from orgsim.engines.mesa.replications import people_of
from orgsim.figures.style import GRID, QUIET
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.organization import Organization

#: How far below one another the rows of a team stand; levels are 1 apart.
_ROW = 0.22
_MAP = "viridis"


def places(organization: Organization) -> NDArray[np.float64]:
    """Where everybody stands: (people, 2), x from 0 to the number of places side by side, y = 0 for the head and falling.

    A team takes one place, and a supervisor stands in the middle of what reports to them.
    """
    tree, count = organization, organization.supervisors
    width, left = np.zeros(count), np.zeros(count)
    own = (tree.team_end > tree.team_start).astype(float)
    for person in reversed(range(count)):
        width[person] = own[person] + width[tree.child_start[person] : tree.child_end[person]].sum()
    found = np.empty((len(tree), 2))
    for person in range(count):
        children = slice(tree.child_start[person], tree.child_end[person])
        left[children] = left[person] + own[person] + np.cumsum(width[children]) - width[children]
        found[person] = left[person] + width[person] / 2.0, -float(tree.level[person])
        team = slice(tree.team_start[person], tree.team_end[person])
        corner = np.array([left[person], -float(tree.level[person]) - 1.0])
        found[team] = corner + _team(team.stop - team.start)
    return found


def _team(size: int) -> NDArray[np.float64]:
    """A team's dots within a place of width 1, row by row."""
    columns = max(1, math.ceil(math.sqrt(size / 2.0)))
    row, column = np.divmod(np.arange(size), columns)
    return np.stack([(column + 1.0) / (columns + 1.0), -_ROW * row], axis=1)


def draw(axes: Any, model: DepartmentModel, supervisors: str, *, workers: str) -> None:
    """Draw everyone on matplotlib's `axes`, coloured by a field of people each.

    A square is empty where the post is vacant, and everybody is before the first week.
    """
    from matplotlib.collections import LineCollection

    tree, count = model.organization, model.organization.supervisors
    at, values = places(tree), _values(model)
    lines = [(at[person], at[tree.boss[person]]) for person in range(1, count)]
    axes.add_collection(LineCollection(lines, colors=QUIET, linewidths=0.5, zorder=1))
    colours = {"cmap": _MAP, "vmin": 0.0, "vmax": 1.0, "zorder": 2}
    axes.scatter(*at[:count].T, marker="s", s=46, facecolors="white", edgecolors=QUIET, linewidths=0.6, zorder=1)
    shown = axes.scatter(*at[:count].T, c=values[supervisors][:count], marker="s", s=46, **colours)
    axes.scatter(*at[count:].T, color=GRID, s=5, zorder=1)
    axes.scatter(*at[count:].T, c=values[workers][count:], s=5, **colours)
    axes.set_title(f"Squares: {supervisors} of supervisors. Dots: {workers} of workers", loc="left")
    axes.figure.colorbar(shown, ax=axes, fraction=0.03, pad=0.01)
    axes.set_axis_off()


def _values(model: DepartmentModel) -> dict[str, list[float]]:
    """The fields of people at the end of the week, by name; not a number where there is none."""
    if model.week < 0:
        return dict.fromkeys(PERSON_FIELD_NAMES, [math.nan] * len(model.organization))
    return dict(zip(PERSON_FIELD_NAMES, people_of(model), strict=True))
