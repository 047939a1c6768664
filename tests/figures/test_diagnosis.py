"""The figure of the diagnosis: a curve a scenario with the line at one half, a bar a role, the same bytes again."""

from __future__ import annotations

import matplotlib.text
import numpy as np
import pytest

from orgsim.analysis.diagnose import diagnose
from orgsim.analysis.ledger import KINDS, LABELS, by_role, ledger, together
from orgsim.errors import ConfigurationError
from orgsim.figures.diagnosis import KIND_COLOURS, diagnosis_data, diagnosis_figure
from orgsim.figures.files import save
from tests.study.helpers import LEAD, TRAP, make_results, make_study

RESULTS = make_results(make_study(LEAD, TRAP, replications=20, weeks=104), people=[0, 1])
DIAGNOSES = {name: diagnose(each) for name, each in RESULTS.items()}
ROLES = by_role(together(ledger(each) for each in RESULTS.values()))


def texts(figure) -> set[str]:
    return {text.get_text() for text in figure.findobj(matplotlib.text.Text)} - {""}


def test_every_kind_of_time_has_a_colour_of_its_own():
    assert set(KIND_COLOURS) == set(KINDS)
    assert len(set(KIND_COLOURS.values())) == len(KINDS)


def test_the_data_are_those_of_the_diagnosis():
    data = diagnosis_data(DIAGNOSES, ROLES)
    assert [curve.label for curve in data.curves] == [LEAD.title, TRAP.title]
    for name, curve in zip(DIAGNOSES, data.curves, strict=True):
        index = 100 * DIAGNOSES[name]["index"].values
        np.testing.assert_allclose(curve.median[12:], np.median(index, axis=0)[12:])
        np.testing.assert_allclose(curve.low[12:], np.quantile(index, 0.1, axis=0)[12:])
    assert [bar.label for bar in data.bars] == ["head", "leaders (2)", "managers (4)"] * 2
    head = ROLES.query("scenario == @TRAP.name and role == 'head'").set_index("kind")["hours"]
    assert data.bars[3].hours == tuple(head[kind] for kind in KINDS)
    assert data.years[-1] == 2.0


def test_the_figure_shows_the_line_and_names_both_sides():
    figure = diagnosis_figure(DIAGNOSES, ROLES)
    index, hours = figure.axes
    assert any(list(line.get_ydata()) == [50.0, 50.0] for line in index.lines)
    assert {"leadership team", "management team", LEAD.title, TRAP.title, *(LABELS[kind] for kind in KINDS)} <= texts(figure)
    assert len(index.collections) == 2
    assert len(hours.patches) >= 6 * len(KINDS)
    assert len(diagnosis_figure(DIAGNOSES).axes) == 1


def test_the_undone_is_named_and_cut_short():
    heavy = ROLES.assign(hours=ROLES["hours"].where(ROLES["kind"] != "undone", 99.0))
    figure = diagnosis_figure(DIAGNOSES, heavy)
    assert "99 h undone" in texts(figure)
    assert figure.axes[1].get_xlim()[1] < 60
    light = ROLES.assign(hours=ROLES["hours"].where(ROLES["kind"] != "undone", 0.0))
    assert not any("undone" in text and text[0].isdigit() for text in texts(diagnosis_figure(DIAGNOSES, light)))


def test_the_same_bytes_again(tmp_path):
    first, second = (save(diagnosis_figure(DIAGNOSES, ROLES), tmp_path / name, "diagnosis") for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_nothing_to_draw():
    with pytest.raises(ConfigurationError, match="diagnosis figure: no results"):
        diagnosis_figure({})
