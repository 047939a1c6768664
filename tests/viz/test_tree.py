"""Everyone has a place in the drawing: bosses above and in the middle, nobody on anybody else."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from matplotlib.figure import Figure

from orgsim.organization import Organization
from orgsim.viz.asked import study_of
from orgsim.viz.model import first_model
from orgsim.viz.tree import draw, places
from tests.strategies import organizations


def test_places_of_a_small_department() -> None:
    found = places(Organization.synthetic(leaders=2, managers_per_leader=1, workers_per_manager=2))
    assert found[:5].tolist() == [[1.0, 0.0], [0.5, -1.0], [1.5, -1.0], [0.5, -2.0], [1.5, -2.0]]
    assert found[5:].tolist() == [[0.5, -3.0], [0.5, -3.22], [1.5, -3.0], [1.5, -3.22]]


@settings(max_examples=50)
@given(organization=organizations())
def test_nobody_stands_on_anybody_else_or_above_their_boss(organization: Organization) -> None:
    found = places(organization)
    assert np.isfinite(found).all()
    assert len(np.unique(found.round(9), axis=0)) == len(organization)
    assert (found[1:, 1] < found[organization.boss[1:], 1]).all()


def test_the_drawing_shows_the_engines_people() -> None:
    study = study_of(["organization.leaders=2", "organization.managers_per_leader=2", "organization.workers_per_manager=3"])
    model = first_model(study)
    before = drawn(model)
    assert np.isnan(before).all()
    model.step()
    trust = [person.trust if person.boss else np.nan for person in model.supervisors]
    assert np.array_equal(drawn(model), trust, equal_nan=True)


def drawn(model) -> np.ndarray:
    axes = Figure().subplots()
    draw(axes, model, "trust", workers="engagement")
    squares = next(each for each in axes.collections[1:] if each.get_array() is not None)
    return np.ma.filled(np.ma.asarray(squares.get_array(), dtype=float), np.nan)
