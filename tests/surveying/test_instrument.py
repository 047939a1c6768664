"""The questionnaire fits together: each item reads the states it says, by name, with its own weight."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.model.parameters.survey import Survey
from orgsim.surveying.answering import inclinations
from orgsim.surveying.instrument import CONTENTS, ITEM_NAMES, ITEMS, LABELS, REPORTED, SINGLE, SUB_INDICES, items_of
from orgsim.surveying.states import STATES

#: What each subject reads, and the weight with which it does.
READS = {
    "engagement": {"engagement": "engagement_weight"},
    "involved": {"involvement": "involved_weight"},
    "choice": {"discretion": "choice_weight"},
    "better_ways": {"voice": "better_ways_weight"},
    "safe_to_challenge": {"trust": "safe_trust", "discretion": "safe_discretion"},
    "leadership": {
        "team_example": "leadership_example",
        "alignment": "leadership_alignment",
        "department_progress": "leadership_progress",
    },
    "my_manager": {"boss_example": "my_manager_example", "boss_served": "my_manager_served"},
    "intrinsic_work": {
        "skill": "intrinsic_skill",
        "involvement": "intrinsic_involvement",
        "progress": "intrinsic_progress",
    },
    "workload": {"own_served": "workload_served"},
    "trusted": {"trust": "trusted_trust"},
    "leave_12_months": {"engagement": "leave_engagement"},
}
READS |= {"leaders_lead": READS["leadership"], "supervisors": READS["my_manager"]}
BASES = {name: f"{name}_base" for name in CONTENTS} | {
    "safe_to_challenge": "safe_base",
    "intrinsic_work": "intrinsic_base",
    "leave_12_months": "leave_base",
}
#: Every base and weight another number, so that no two can be confused; engagement colours nothing.
DISTINCT = Survey(**{name: 0.25 + place / 7 for place, name in enumerate(Survey._fields)})._replace(halo_engagement=0.0)


def inclined(survey: Survey, states: dict[str, float], tendency: float = 0.0) -> dict[str, float]:
    """Inclinations by subject, from states by name; the rest is middling."""
    values = np.array([[states.get(name, 0.0 if "progress" in name else 0.5)] for name in STATES])
    found = np.zeros(len(CONTENTS))
    inclinations(survey, values, 0, tendency, found)
    return dict(zip(CONTENTS, found.tolist(), strict=True))


def test_every_subject_has_its_base() -> None:
    assert inclined(DISTINCT, {}) == pytest.approx({name: getattr(DISTINCT, BASES[name]) for name in CONTENTS}, abs=1e-14)


@pytest.mark.parametrize("state", STATES)
def test_every_state_moves_what_asks_about_it_by_its_weight(state: str) -> None:
    before, after = inclined(DISTINCT, {}), inclined(DISTINCT, {state: 0.75})
    step = 0.75 if "progress" in state else 0.25
    moved = {name: after[name] - before[name] for name in CONTENTS}
    expected = {name: step * getattr(DISTINCT, reads[state]) if state in reads else 0.0 for name, reads in READS.items()}
    assert moved == pytest.approx(expected, abs=1e-13)


def test_engagement_colours_every_answer_but_those_about_it() -> None:
    survey = Survey()._replace(halo_engagement=2.0)
    plain, keen = inclined(survey, {"engagement": 0.5}), inclined(survey, {"engagement": 0.75})
    for name in set(CONTENTS) - {"engagement", "leave_12_months"}:
        assert keen[name] - plain[name] == pytest.approx(0.5, abs=1e-13), name
    assert keen["engagement"] - plain["engagement"] == pytest.approx(0.25 * survey.engagement_weight, abs=1e-13)


def test_who_tends_to_agree_says_so_everywhere_and_wants_to_leave_less() -> None:
    plain, agreeing = inclined(Survey(), {}), inclined(Survey(), {}, 0.5)
    signs = {name: -0.5 if name == "leave_12_months" else 0.5 for name in CONTENTS}
    assert {name: agreeing[name] - plain[name] for name in CONTENTS} == pytest.approx(signs, abs=1e-13)


def test_items_and_what_is_reported() -> None:
    assert len(set(ITEM_NAMES)) == len(ITEMS) == 9 + 4 * 5
    assert set(READS) == set(CONTENTS)
    for name in CONTENTS:
        places = items_of(name)
        assert len(places) == (5 if name in ("engagement", *SUB_INDICES) else 1)
        assert sum(ITEMS[place].offset for place in places) == 0.0
        assert all(ITEMS[place].name.startswith(name) for place in places)
    assert set(REPORTED) == {"engagement_index", "us_index", *SINGLE, *SUB_INDICES} == set(LABELS)
