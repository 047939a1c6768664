"""Vector files stay small however much they show, and look the same."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from orgsim.figures import weight
from orgsim.figures.files import as_bytes
from orgsim.figures.population import population_figure

MEGABYTE = 2**20
IMAGE = "{http://www.w3.org/2000/svg}image"


def population(units: int, years: int = 10) -> Figure:
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"unit": np.repeat(np.arange(units), years), "year": np.tile(np.arange(years), units)})
    table = table.assign(replication=0, involved=rng.normal(50, 10, len(table)))
    return population_figure(table.assign(engagement_index=table["involved"] / 2 + rng.normal(40, 5, len(table))))


def test_a_large_population_is_a_small_file_that_looks_the_same(monkeypatch):
    small = as_bytes(population(10_000), "svg")
    assert len(small) < MEGABYTE
    assert len(list(ElementTree.fromstring(small).iter(IMAGE))) == 2  # the points; axes and texts stay lines
    png = as_bytes(population(300), "png")
    monkeypatch.setattr(weight, "MOST_MARKS", 10**9)
    assert len(as_bytes(population(2_500), "svg")) > 5 * MEGABYTE  # what it would be
    assert as_bytes(population(300), "png") == png


def test_a_small_population_stays_lines_and_points():
    assert list(ElementTree.fromstring(as_bytes(population(100), "svg")).iter(IMAGE)) == []


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax, x: ax.plot(x, np.sin(x), marker="."),
        lambda ax, x: [ax.scatter(part, np.sin(part)) for part in np.array_split(x, 50)],  # many small ones, together too many
        lambda ax, x: ax.fill_between(x, np.sin(x), np.cos(x)),
        lambda ax, x: ax.plot(x, np.random.default_rng(1).random(len(x))),
        lambda ax, x: ax.pcolormesh(np.outer(np.sin(x[:300]), x[:300])),
    ],
    ids=["markers", "scatters", "band", "curve", "mesh"],
)
def test_every_kind_of_drawing_is_bounded(draw):
    figure = Figure()
    draw(figure.subplots(), np.arange(25_000.0))
    assert len(as_bytes(figure, "svg")) < MEGABYTE


def test_curves_with_points_of_note_stay_lines():
    figure = Figure()
    axes = figure.subplots()
    for place in range(7):
        axes.fill_between(np.arange(312), np.zeros(312), np.full(312, place))
        axes.plot(np.arange(312), np.full(312, place))
        axes.plot([3], [place], "o")
    assert b"<image" not in as_bytes(figure, "svg")
