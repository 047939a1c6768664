"""How heavy a vector file may become: what has too many points to be looked at one by one is a picture inside it."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

#: More marks (points, cells) than this in one panel, or more corners of curves and bands, are drawn as a picture.
MOST_MARKS, MOST_CORNERS = 2_000, 20_000


def lighten(figure: Figure) -> None:
    """Turn what is too many into pictures inside vector files, panel by panel; axes, texts and PNG files stay as they are.

    A mark takes some hundred bytes of an SVG and a corner some twenty, so that a panel stays below half a megabyte.
    """
    for panel in figure.axes:
        artists: list[Any] = [*panel.collections, *panel.lines]
        _lighten(panel, {each: _marks(each) for each in artists}, MOST_MARKS)
        _lighten(panel, {each: _corners(each) for each in artists if not _marks(each)}, MOST_CORNERS)


def _lighten(panel: Axes, sizes: dict[Any, int], most: int) -> None:
    """Turn those artists of a panel into pictures that have something, where all of them together have too much."""
    if sum(sizes.values()) > most:
        for artist, size in sizes.items():
            artist.set_rasterized(artist.get_rasterized() or size > 1)


def _marks(artist: Any) -> int:
    """The marks that an artist draws one by one: points of a scatter, cells of a mesh, markers of a line."""
    if hasattr(artist, "get_coordinates"):
        return math.prod(size - 1 for size in artist.get_coordinates().shape[:2])
    if hasattr(artist, "get_offsets"):
        found = len(artist.get_offsets())
        return found if found > 1 else 0
    return len(artist.get_xdata()) if artist.get_marker() not in ("", " ", "None", None) else 0


def _corners(artist: Any) -> int:
    """The corners of an artist's lines or areas."""
    paths = artist.get_paths() if hasattr(artist, "get_paths") else [artist.get_path()]
    return sum(len(path.vertices) for path in paths)
