"""Drawing: what must be seen is there, and the same figure gives the same bytes."""

from __future__ import annotations

import subprocess
import sys
import warnings
from dataclasses import replace
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex

from orgsim.figures.curves import curves_data
from orgsim.figures.files import save
from orgsim.figures.outcomes import draw_curves, outcome_curves
from orgsim.figures.style import COLOURS
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from tests.study.helpers import LEAD, TRAP, make_results, make_study

RESULTS = make_results(make_study(LEAD, TRAP, replications=20, weeks=312))


def texts(figure) -> set[str]:
    return {text.get_text() for text in figure.findobj(matplotlib.text.Text)} - {""}


def test_a_panel_for_each_outcome_a_line_and_a_band_for_each_scenario():
    figure = outcome_curves(RESULTS)
    assert [ax.get_title(loc="left") for ax in figure.axes] == [
        *(
            "Performance, %",
            "Engagement, %",
            "Involvement, %",
            "Trust in managers, %",
            "Strategic agenda*, %",
            "Quits**, % a year",
        )
    ]
    for ax in figure.axes:
        lines = [line for line in ax.lines if line.get_label() in (LEAD.title, TRAP.title)]
        assert [to_hex(line.get_color()).upper() for line in lines] == list(COLOURS[:2])
        assert len({line.get_linestyle() for line in lines}) == 2  # told apart in grey print too
        assert len(ax.collections) == 2
        assert ax.get_xlim() == (0, 6)
    np.testing.assert_allclose(figure.axes[0].lines[1].get_ydata(), 100 * np.median(RESULTS[TRAP.name]["performance"], axis=0))


def test_labels_once():
    figure = outcome_curves(RESULTS)
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == [LEAD.title, TRAP.title]
    assert "Synthetic department, 19 people: weekly outcomes over 6 years" in texts(figure)
    assert sum(text.get_text() == "shift" for text in figure.findobj(matplotlib.text.Text)) == 1
    assert [list(ax.lines[-1].get_xdata()) for ax in figure.axes] == [[3.0, 3.0]] * 6


def test_marks_bear_the_colour_of_their_scenario_when_there_are_several():
    figure = outcome_curves(RESULTS, "trust", shifts={LEAD.name: 156, TRAP.name: 104})
    assert [to_hex(line.get_color()).upper() for line in figure.axes[0].lines[2:]] == list(COLOURS[:2])


def test_looks_say_which_colour_and_dashes_a_scenario_has_and_the_dashed_one_lies_on_top():
    data = replace(curves_data(RESULTS, "trust", {LEAD.name: 156, TRAP.name: 104}), looks=(1, 0))
    figure = draw_curves(data)
    first, second = figure.axes[0].lines[:2]
    colours = [COLOURS[1], COLOURS[0]]
    assert [to_hex(line.get_color()).upper() for line in (first, second)] == colours
    assert (first.get_linestyle(), second.get_linestyle()) == ("--", "-")
    assert first.get_zorder() > second.get_zorder()
    assert [to_hex(line.get_color()).upper() for line in figure.axes[0].lines[2:]] == colours
    assert [to_hex(line.get_color()).upper() for line in figure.legends[0].findobj(matplotlib.lines.Line2D)] == colours


@pytest.mark.parametrize(("width", "outcomes"), [(3.5, 6), (7.2, 6), (7.2, 4), (7.2, 1), (12.0, 6), (2.0, 2)])
def test_nothing_is_cut_off(width, outcomes):
    names = ("performance", "engagement", "involvement", "trust", "strategic_agenda", "quits")[:outcomes]
    figure = outcome_curves(RESULTS, names, width=width)
    figure.canvas.draw()
    box, pixels = figure.get_tightbbox(), figure.get_size_inches()
    assert box.x0 >= -0.01
    assert box.y0 >= -0.01
    assert box.x1 <= pixels[0] + 0.01
    assert box.y1 <= pixels[1] + 0.01
    assert len(figure.axes) == outcomes


def test_many_scenarios_have_lines_without_bands():
    many = make_results(make_study(*(Scenario(f"scenario_{i}", f"The scenario number {i}") for i in range(13))))
    figure = outcome_curves(many)
    looks = {(line.get_color(), str(line._unscaled_dash_pattern)) for line in figure.axes[0].lines}
    assert len(figure.axes[0].lines) == len(looks) == 13
    assert not figure.axes[0].collections


def test_empty_roles_say_so(tmp_path):
    results = make_results(make_study(organization=Organization.synthetic(2, 2, 3, layers=0)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = outcome_curves(results, ("trust", "performance"))
        save(figure, tmp_path, "empty")
    assert "nobody in this role" in texts(figure)


def test_saved_files_are_the_same_for_the_same_study(tmp_path):
    one = save(outcome_curves(RESULTS), tmp_path / "a", "outcomes")
    with matplotlib.rc_context({"lines.linewidth": 9, "font.size": 30, "svg.hashsalt": "mine", "axes.grid": False}):
        other = save(outcome_curves(RESULTS), tmp_path / "b", "outcomes")
    assert [path.name for path in one] == ["outcomes.png", "outcomes.svg"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["outcomes.png", "outcomes.svg"]
    assert b"<dc:date>" not in one[1].read_bytes()
    assert ElementTree.fromstring(one[1].read_bytes()).tag.endswith("svg")


def test_saving_twice_changes_nothing(tmp_path):
    figure = outcome_curves(RESULTS)
    one = [path.read_bytes() for path in save(figure, tmp_path, "outcomes")]
    assert [path.read_bytes() for path in save(figure, tmp_path, "outcomes")] == one


def test_pyplot_is_not_loaded():
    program = "import sys, orgsim.figures.outcomes, orgsim.figures.files; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
