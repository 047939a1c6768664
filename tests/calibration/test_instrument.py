"""The survey's numbers solved for: means are met within 0.1 points, spreads between units within 0.2."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.calibration.instrument import _PERSON_VARIANCE, SUBJECTS, _Fit, fitted_instrument, sampled_states
from orgsim.model.parameters import Survey
from orgsim.surveying.states import STATES

MEANS = {"engagement": 62.0, "choice": 55.0, "leave_12_months": 20.0}
SPREADS = {"engagement": 5.0, "choice": 12.0}
ANSWERS = 150.0


def made_states() -> np.ndarray:
    """Units that differ by up to 0.3 and people around them, made without dice."""
    unit = np.sin(1.7 * np.arange(50))[:, None] * 0.15
    person = np.cos(2.3 * np.arange(26))[None] * 0.2
    return np.stack([0.5 + (1 + 0.1 * place) ** -1 * np.roll(unit, 7 * place, axis=0) + person for place in range(len(STATES))])


def test_means_and_spreads_are_met() -> None:
    survey, states = Survey(), made_states()
    found = fitted_instrument(survey, states, MEANS, spreads=SPREADS, answers=ANSWERS)
    fit = _Fit(survey, states, ANSWERS)
    for name, mean in MEANS.items():
        subject = SUBJECTS[name]
        weight = sum(found[f"context.survey.{key}"] / share for key, share in subject.weights.items()) / len(subject.weights)
        inclined = weight * fit.content(subject) + fit.given(name) + found[f"context.survey.{subject.base}"]
        units = fit.unit_means(name, inclined)
        assert units.mean() == pytest.approx(mean, abs=0.1)
        if name in SPREADS:
            sampling = _PERSON_VARIANCE.get(name, mean * (100 - mean)) / ANSWERS
            assert np.sqrt(units.var() + sampling) == pytest.approx(SPREADS[name], abs=0.2)


def test_a_subject_without_a_mean_keeps_its_numbers_and_one_without_a_spread_has_weight_0() -> None:
    found = fitted_instrument(Survey(), made_states(), {"trusted": 50.0}, spreads={}, answers=ANSWERS)
    assert set(found) == {"context.survey.trusted_base", "context.survey.trusted_trust"}
    assert found["context.survey.trusted_trust"] == 0.0


def test_states_are_sampled_and_vacant_posts_filled_with_the_middle() -> None:
    whole = np.arange(2 * 4 * len(STATES) * 60, dtype=float).reshape(2, 4, len(STATES), 60)
    whole[0, 0, 0, 0] = np.nan
    found = sampled_states([whole, whole[..., :30]])
    assert found.shape == (len(STATES), 8, 26)
    assert found[0, 0, 0] == 0.5
    assert found[3, 1, -1] == whole[0, 3, 3, -1]
