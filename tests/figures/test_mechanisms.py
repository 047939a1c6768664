"""Figures of decomposition, switching and tipping: what must be seen is there, and the same figure gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from orgsim.figures.decomposition import decomposition_figure
from orgsim.figures.files import save
from orgsim.figures.switching import switching_figure
from orgsim.figures.tipping import tipping_figure
from orgsim.model.parameters import Style
from tests.analysis import made

STYLE = Style(habit=2.5, peers=4.0)
FIGURES: dict[str, Callable[[], Figure]] = {
    "decomposition": lambda: decomposition_figure([made.decomposition(), made.decomposition("engagement")]),
    "switching": lambda: switching_figure(made.switching()),
    "tipping": lambda: tipping_figure(STYLE, made.tipping(), made.loops()),
}


def texts(figure: Figure) -> set[str]:
    return {text.get_text() for text in figure.findobj(matplotlib.text.Text)} - {""}  # type: ignore[attr-defined]


def test_a_bar_for_each_group_the_remainder_and_the_whole() -> None:
    figure = FIGURES["decomposition"]()
    assert len(figure.axes) == 2
    bars = [patch.get_width() for patch in figure.axes[0].patches]
    assert bars[:3] == pytest.approx([10, 5, -2])
    assert bars[3] == pytest.approx(3, abs=0.2)
    assert bars[4] == pytest.approx(16, abs=0.2)
    assert {"norm and habit", "no switch explains", "the whole gap", "led 80.0, directed 64.0"} <= texts(figure)
    assert any("seed 7" in text for text in texts(figure))


def test_a_dot_on_the_best_week_and_never_above_all() -> None:
    figure = FIGURES["switching"]()
    first, second, best = figure.axes
    dots = [line for line in first.lines if line.get_marker() == "o"]
    assert [line.get_xdata()[0] for line in dots] == [1.0]
    assert first.get_title(loc="left") == "Performance, %"
    assert second.get_title(loc="left") == "Quits, % a year"
    assert [label.get_text() for label in best.get_yticklabels()][-1] == "never"
    assert best.lines[0].get_ydata()[0] == best.get_yticks()[-1]
    assert "never" in texts(figure)


def test_a_plan_that_is_never_good_has_no_best_dot() -> None:
    found = made.switching()
    figure = switching_figure(replace(found, never=found.never + 1))
    assert not [line for line in figure.axes[0].lines if line.get_marker() == "o"]


def test_four_views_of_tipping() -> None:
    figure = FIGURES["tipping"]()
    _, shares, loops, areas = figure.axes
    np.testing.assert_allclose(shares.lines[0].get_ydata(), [0, 0.25, 0.75, 1])
    assert "half at 38%" in texts(figure)
    assert len(loops.lines) == 4
    assert areas.lines[0].get_xdata().tolist() == [0, 4]
    assert areas.lines[0].get_ydata() == pytest.approx([0, 2], abs=0.01)
    assert {"two norms", "leading", "directing"} <= texts(figure)


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_figure_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    figure = FIGURES[name]()
    one = [path.read_bytes() for path in save(figure, tmp_path / "a", name)]
    assert [path.read_bytes() for path in save(figure, tmp_path / "b", name)] == one
