"""What items ask about, read off a made-up record of people and worked out person by person."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.model.parameters import Context
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.organization import Organization
from orgsim.surveying.states import STATES, states_of

#: The head (0), leaders 1 and 2, managers 3 and 4 under 1 and 5 under 2; teams of 2, 3 and 1, the first two vacant in turn.
BOSS = [-1, 0, 0, 1, 1, 2, *[3] * 2, *[4] * 3, 5]
ORGANIZATION = Organization.from_bosses(BOSS)
BELOW = {0: (3, 4, 5), 1: (3, 4), 2: (5,), 3: (3,), 4: (4,), 5: (5,)}
SIZE = {3: 2, 4: 3, 5: 1}
CONTEXT = Context()
ALIGNMENT = 0.37
TEAM_FIELDS = ("team_directive_share", "voice_response", "progress")
HOLDER_FIELDS = ("engagement", "competence", "leading_skill", "leading_time", "authority", "served", "directive_share", "trust")


def record(vacant: tuple[int, ...]) -> dict[str, np.ndarray]:
    """A value for every field and person where engines record one, NaN elsewhere."""
    dice, fields = np.random.default_rng(7), {name: np.full(12, np.nan) for name in PERSON_FIELD_NAMES}
    for name in HOLDER_FIELDS:
        fields[name][:6] = dice.uniform(0.1, 0.9, 6)
        fields[name][list(vacant)] = np.nan
    for name in ("directive_share", "trust"):
        fields[name][0] = np.nan
    for name in TEAM_FIELDS:
        fields[name][3:6] = dice.uniform(0.1, 0.9, 3)
    for name in ("engagement", "experience"):
        fields[name][6:] = dice.uniform(0.1, 0.9, 6)
    return fields


def expected(of: dict[str, np.ndarray], person: int, vacant: tuple[int, ...]) -> dict[str, float]:
    """The states of one person in post."""
    feeling, boss = CONTEXT.engagement, max(BOSS[person], 0)
    example = [0.0 if each in vacant else of["leading_skill"][each] * of["leading_time"][each] for each in range(6)]
    leaders = [example[each] for each in (1, 2) if each not in vacant]
    head = CONTEXT.style.head_weight
    mean = {
        name: [np.average([of[name][team] for team in BELOW[each]], weights=[SIZE[t] for t in BELOW[each]]) for each in BELOW]
        for name in ("voice_response", "progress")
    }
    states = {
        "engagement": of["engagement"][person],
        "boss_example": example[boss],
        "boss_served": 0.0 if boss in vacant else of["served"][boss],
        "team_example": head * example[0] + (1 - head) * (np.mean(leaders) if leaders else example[0]),
        "alignment": ALIGNMENT,
        "department_progress": mean["progress"][0],
    }
    if person >= 6:
        taken = 0.0 if boss in vacant else of["authority"][boss]
        free = 1 - of["team_directive_share"][boss]
        return states | {
            "involvement": free * (feeling.worker_share + (1 - feeling.worker_share) * taken) + feeling.consult_worker,
            "discretion": free,
            "voice": of["voice_response"][boss],
            "trust": (of["engagement"][person] + of["experience"][person]) / 2,
            "own_served": states["boss_served"],
            "progress": of["progress"][boss],
            "skill": of["experience"][person],
        }
    directed, taken = 0.0 if person == 0 else of["directive_share"][person], of["authority"][person]
    involved = taken + (1 - taken) * feeling.table if person < 3 else 1 - directed + directed * feeling.consult
    return states | {
        "involvement": 1.0 if person == 0 else involved,
        "discretion": 1 - directed,
        "voice": mean["voice_response"][person],
        "trust": 1.0 if person == 0 else of["trust"][person],
        "own_served": of["served"][person],
        "progress": mean["progress"][person],
        "skill": of["competence"][person],
    }


@pytest.mark.parametrize("vacant", [(), (3,), (2, 4), (1, 2)], ids=str)
def test_states_person_by_person(vacant: tuple[int, ...]) -> None:
    fields = record(vacant)
    values = np.stack([fields[name] for name in PERSON_FIELD_NAMES])[None]
    found = states_of(values, np.array([ALIGNMENT]), ORGANIZATION, context=CONTEXT)[0]
    assert found.shape == (len(STATES), 12)
    assert np.isnan(found[0]).nonzero()[0].tolist() == list(vacant)
    for person in sorted(set(range(12)) - set(vacant)):
        wanted = expected(fields, person, vacant)
        assert set(wanted) == set(STATES)
        got = dict(zip(STATES, found[:, person].tolist(), strict=True))
        assert got == pytest.approx(wanted, abs=1e-14), person
