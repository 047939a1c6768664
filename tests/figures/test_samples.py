"""Figures of the analyses of samples: what must be seen is there, and the same figure gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from orgsim.analysis.discovery import discover
from orgsim.analysis.robustness import RobustnessSettings, robustness
from orgsim.analysis.sensitivity import sensitivity
from orgsim.analysis.surface import phases, surface
from orgsim.figures.discovery import discovery_figure
from orgsim.figures.files import save
from orgsim.figures.robustness import robustness_figure
from orgsim.figures.sensitivity import sensitivity_figures
from orgsim.figures.surface import phase_figure, surface_figure
from tests.analysis.samples import Floats, latin, morris_points, saltelli_points, sample_of


@cache
def sobol() -> Figure:
    points = saltelli_points(3, 64)
    weekly = pd.concat([pd.DataFrame({"point": range(len(points)), "week": w, "p": points @ [1, w, 0.1]}) for w in range(5)])
    sample = sample_of(points, 2, 0.1, weekly=weekly, final_quits=lambda x: x[:, 0] + x[:, 1] * x[:, 2])
    return sensitivity_figures(sensitivity(sample))[0]


@cache
def overview() -> Figure:
    functions = {f"y{k}": lambda x: x[:, 0] + 2 * x[:, 1] for k in range(6)}
    return sensitivity_figures(sensitivity(sample_of(morris_points(3, 10), **functions)))[0]


@cache
def boxes() -> Figure:
    sample = sample_of(latin(3, 400), y=lambda x: ((x[:, 0] < 0.4) & (x[:, 1] > 0.5)).astype(float))
    return discovery_figure(discover(sample, "y > .5"))


@cache
def no_box() -> Figure:
    sample = sample_of(latin(2, 200), y=lambda x: (np.random.default_rng(1).random(len(x)) < 0.3).astype(float))
    return discovery_figure(discover(sample, "y > .5"))


@cache
def sets() -> Figure:
    points = np.array([[a, b] for a in (0, 1, 2) for b in range(6)], dtype=float)
    sample = sample_of(points, 3, 0.1, names=["levers.coaching", "context.b"], y=lambda x: x[:, 0] * (x[:, 1] - 2))
    return robustness_figure(robustness(sample, "y", settings=RobustnessSettings(threshold=0.0)))


@cache
def scattered() -> Figure:
    return surface_figure(surface(sample_of(latin(2, 200), y=lambda x: x[:, 0] * x[:, 1]), "x1", "x2", outcome="y"))


@cache
def phase() -> Figure:
    points = np.array([[a, b] for a in range(5) for b in range(4)], dtype=float)
    return phase_figure(phases(sample_of(points, 9, 1.0, y=lambda x: x[:, 0] - x[:, 1]), "x1", "x2", where=["y > 0"]))


FIGURES: dict[str, Callable[[], Figure]] = {
    each.__name__: each for each in (sobol, overview, boxes, no_box, sets, scattered, phase)
}  # fmt: skip


def texts(figure: Figure) -> set[str]:
    return {text.get_text() for text in figure.findobj(matplotlib.text.Text)} - {""}  # type: ignore[attr-defined]


def test_indices_have_chance_a_verdict_and_a_course() -> None:
    seen = texts(sobol())
    assert {"S1: alone", "ST: with all others", "p, week by week: ST"} <= seen
    assert any("of the variance of runs is chance" in each for each in seen)
    assert any(each.startswith("too few: about") for each in seen)


def test_many_outcomes_are_shades() -> None:
    figure = overview()
    assert len(figure.axes) == 1
    assert "mu* as a part of the outcome’s largest" in texts(figure)
    assert len(figure.axes[0].texts) == 18


def test_outcomes_of_one_kind_stand_on_one_page() -> None:
    def line(x: Floats) -> Floats:
        return x[:, 0]

    names = [f"{kind}_{number}" for kind, count in (("final", 20), ("mean", 20), ("plateau", 3)) for number in range(count)]
    first, second = sensitivity_figures(sensitivity(sample_of(morris_points(3, 4), **dict.fromkeys(names, line))))
    rows = [[label.get_text() for label in figure.axes[0].get_yticklabels()] for figure in (first, second)]
    assert [len(each) for each in rows] == [20, 23]
    assert rows[0][0] == "final 0"
    assert "Which factors matter (2 of 2)" in texts(second)


def test_a_box_is_drawn_with_its_limits() -> None:
    figure = boxes()
    plane, trajectory, limits = figure.axes
    (box,) = [patch for patch in plane.patches if not patch.get_fill()]
    assert (box.get_x(), box.get_width()) == (pytest.approx(0, abs=0.01), pytest.approx(0.4, abs=0.02))
    assert {"0.40", "0.50"} <= texts(figure)
    assert any(each.startswith("‘y > .5’ if x1 < 0.40 and x2 > 0.50") for each in texts(figure))
    assert trajectory.get_ylabel() == "density: part that are cases"
    assert len(limits.get_yticklabels()) == 2


def test_no_box_says_so() -> None:
    figure = no_box()
    assert len(figure.axes) == 2
    assert "‘y > .5’: no conditions found" in texts(figure)
    assert "could be chance" in texts(figure)


def test_every_set_has_its_regrets_and_shares() -> None:
    figure = sets()
    left, right = figure.axes
    assert len(left.collections) == 3
    assert all(len(each.get_offsets()) == 6 for each in left.collections)
    assert len(right.texts) == 3 * 6
    assert {"coaching 0", "coaching 1", "coaching 2", "enough\nin"} <= texts(figure)


def test_a_surface_has_a_scale_and_says_what_it_rests_on() -> None:
    assert any("of the variance of points left out" in each.replace("\n", " ") for each in texts(scattered()))
    assert len(scattered().axes) == 2


def test_a_phase_diagram_names_its_classes_and_hatches_what_is_open() -> None:
    figure = phase()
    assert {"y > 0", "not: y > 0", "not decided: runs disagree"} <= texts(figure)
    assert any(each.get_hatch() for each in figure.axes[0].collections)
    assert figure.axes[0].lines  # the border


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_cut_off_and_the_same_figure_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    figure = FIGURES[name]()
    width = figure.get_size_inches()[0] * figure.dpi
    figure.draw_without_rendering()
    for ax in figure.axes:
        box = ax.get_tightbbox()
        assert box is not None
        assert box.x0 >= -1
        assert box.x1 <= width + 1
    first = [path.read_bytes() for path in save(figure, tmp_path / "a", "x")]
    assert first == [path.read_bytes() for path in save(figure, tmp_path / "b", "x")]
