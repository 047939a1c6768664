"""The parts that experiments' figures are made of, read back from the axes."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from orgsim.figures.arms import design_note, draw_arm, draw_bars, over_years, smoothed


def test_smoothing_is_the_mean_of_the_weeks_before() -> None:
    values = np.arange(1.0, 7.0)[None]
    assert smoothed(values, 3).tolist() == [[1.0, 1.5, 2.0, 3.0, 4.0, 5.0]]
    assert smoothed(values, 1).tolist() == values.tolist()
    assert smoothed(values, 9).tolist() == [[1.0, 1.5, 2.0, 2.5, 3.0, 3.5]]


def test_smoothing_leaves_its_values_alone() -> None:
    values = np.ones((2, 5))
    smoothed(values, 2)
    assert (values == 1).all()


def test_an_arm_is_its_mean_over_the_years() -> None:
    ax = Figure().subplots()
    draw_arm(ax, np.array([[0.1] * 104, [0.3] * 104]), 0, factor=100)
    over_years(ax, "Performance", 104)
    (line,) = ax.get_lines()
    assert np.allclose(line.get_ydata(), 20)
    assert np.asarray(line.get_xdata())[-1] == 2
    assert ax.get_xlim() == (0, 2)


def test_a_bar_carries_its_name_and_number_with_a_true_minus() -> None:
    ax = Figure().subplots()
    draw_bars(
        ax,
        "Change",
        {"here": np.array([-1.0, -3.0]), "there": np.zeros(3), "once": np.array([0.25])},
        inks=["red", "blue", "green"],
    )
    assert [each.get_text() for each in ax.get_yticklabels()] == ["here", "there", "once"]
    assert [each.get_text() for each in ax.texts] == ["−2.0", "+0.0", "+0.2"]
    assert [round(each.get_width(), 2) for each in ax.patches] == [-2.0, 0.0, 0.25]


def test_the_footnote_says_how_many_replications_and_which_dice() -> None:
    assert design_note(40, 7) == "Shown: mean and 10–90 % of 40 replications, every arm with the same dice (seed 7)."
