"""The figure of patterns: every row is there, inside and outside are told apart, and the same figure gives the same bytes."""

from __future__ import annotations

import math

import matplotlib
import pytest
from matplotlib.colors import to_hex

from orgsim.figures.files import save
from orgsim.figures.style import COLOURS
from orgsim.figures.validation import EDGE, draw_validation, validation_data
from orgsim.validation.baselines import Moments, ar1_with_noise, compare_baselines, concerned
from orgsim.validation.panel import INDEX, read_units
from orgsim.validation.scoring import score
from tests.validation.helpers import as_csv, drifting, pattern, write

ROWS = [
    pattern("mean", INDEX, low=50, high=60, name="inside"),
    pattern("mean", INDEX, low=60, high=70, name="outside"),
    pattern("mean", INDEX, low=1000, high=1001, name="far outside"),
    pattern("mean", "absent", low=0, high=1, name="no figure"),
    pattern("mean", INDEX, low=10, high=math.inf, name="open"),
    pattern("lag_correlation", INDEX, lag=1, low=0.5, high=1, name="persistence"),
]


@pytest.fixture
def data(tmp_path):
    shape = drifting(units=12)
    scores = score(ROWS, read_units(write(tmp_path, as_csv(shape))))
    tables = {"AR(1) + noise": ar1_with_noise(Moments(55, 7, 0.9, 0.8, ""), shape, 1)}
    return validation_data(scores, compare_baselines(scores, concerned(ROWS), tables), "twelve units")


def test_plot_data(data):
    assert data.title == "3 of 6 patterns passed, 2 failed, 1 could not be scored"
    assert [row.passed for row in data.rows] == [True, False, False, None, True, True]
    inside, outside, _, nothing, open_, last = data.rows
    assert 0 <= inside.position <= 1
    assert outside.position == pytest.approx(inside.position - 1)
    assert math.isnan(nothing.position)
    assert (open_.open_low, open_.open_high) == (False, True)
    assert list(last.baselines) == ["AR(1) + noise"] == list(data.marks)
    assert data.footnote.startswith("twelve units; ")
    assert nothing.words == "-  (0.000 to 1.00)"


def test_every_row_is_drawn_and_failures_look_different(data):
    figure = draw_validation(data)
    texts = {text.get_text() for text in figure.findobj(matplotlib.text.Text)}
    assert {row.name for row in ROWS} <= texts
    (axes,) = figure.axes
    dots = {line.get_ydata()[0]: line for line in axes.lines if line.get_marker() in ("o", "D", "<")}
    assert to_hex(dots[0].get_markerfacecolor()).upper() == COLOURS[0]
    assert to_hex(dots[1].get_markerfacecolor()).upper() == COLOURS[1]
    assert dots[0].get_marker() != dots[1].get_marker()
    assert dots[2].get_marker() == "<"
    assert 3 not in dots
    assert -EDGE - 0.1 < dots[2].get_xdata()[0] < -EDGE


def test_many_rows_stand_in_two_columns(data):
    many = type(data)(data.title, data.rows * 10, data.marks, data.footnote)
    figure = draw_validation(many)
    assert len(figure.axes) == 2
    assert sum(len(axes.patches) for axes in figure.axes) == 60


def test_the_same_figure_gives_the_same_bytes(data, tmp_path):
    first, second = (save(draw_validation(data), tmp_path / name, "validation") for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
