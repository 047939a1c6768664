"""What the survey finds: for each person the states that items ask about, read off the record of people."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.model.parameters import Context
from orgsim.model.rules.engagement import leader_involvement, manager_involvement, worker_involvement
from orgsim.model.rules.influence import example
from orgsim.model.rules.style import leadership_norm, team_trust
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.organization import Organization

Floats = NDArray[np.float64]

#: The states of a person, in the order of the last axis but one of `states_of`.
STATES = (
    "engagement",
    "involvement",
    "discretion",
    "voice",
    "trust",
    "boss_example",
    "boss_served",
    "own_served",
    "team_example",
    "alignment",
    "department_progress",
    "progress",
    "skill",
)


class _People(NamedTuple):
    """The record of supervisors and workers, (..., person), by name of the field."""

    values: Floats

    def supervisors(self, name: str, count: int) -> Floats:
        """A field of the supervisors, (..., supervisor)."""
        return self.values[..., PERSON_FIELD_NAMES.index(name), :count]

    def workers(self, name: str, count: int) -> Floats:
        """A field of the workers, (..., worker)."""
        return self.values[..., PERSON_FIELD_NAMES.index(name), count:]


def states_of(values: Floats, alignment: Floats, organization: Organization, *, context: Context) -> Floats:
    """States (..., state, person) from a record of people (..., field, person) and the alignment (...).

    Engagement is NaN in a vacant post, whose states mean nothing. A vacant boss leads nobody and serves nothing.
    """
    people, count = _People(values), organization.supervisors
    states = np.zeros((*values.shape[:-2], len(STATES), values.shape[-1]))
    found = {**_of_supervisors(people, organization, context), **_of_department(people, organization, context, alignment)}
    workers = _of_workers(people, organization, context)
    for place, name in enumerate(STATES):
        if name in workers:
            states[..., place, :count], states[..., place, count:] = found[name], workers[name]
        else:
            states[..., place, :] = found[name][..., None]
    return states


def _present(values: Floats) -> Floats:
    """Values with 0 in vacant posts."""
    return np.nan_to_num(values, nan=0.0)


def _examples(people: _People, count: int) -> Floats:
    skill, time = (_present(people.supervisors(name, count)) for name in ("leading_skill", "leading_time"))
    return np.asarray(example(skill, time))  # type: ignore[arg-type]


def _of_supervisors(people: _People, organization: Organization, context: Context) -> dict[str, Floats]:
    count, boss = organization.supervisors, np.maximum(organization.boss[: organization.supervisors], 0)
    directed = _present(people.supervisors("directive_share", count))  # the head is directed by nobody
    taken, served = (_present(people.supervisors(name, count)) for name in ("authority", "served"))
    involvement = np.asarray(manager_involvement(context.engagement, directed))  # type: ignore[arg-type]
    leaders = organization.leaders
    involvement[..., :leaders] = leader_involvement(context.engagement, taken[..., :leaders])  # type: ignore[arg-type]
    involvement[..., 0] = 1.0
    trust = people.supervisors("trust", count).copy()
    trust[..., 0] = 1.0
    return {
        "engagement": people.supervisors("engagement", count),
        "involvement": involvement,
        "discretion": 1.0 - directed,
        "voice": _noticed(people, organization, "voice_response"),
        "trust": trust,
        "boss_example": _examples(people, count)[..., boss],
        "boss_served": served[..., boss],
        "own_served": served,
        "progress": _noticed(people, organization, "progress"),
        "skill": people.supervisors("competence", count),
    }


def _of_workers(people: _People, organization: Organization, context: Context) -> dict[str, Floats]:
    count, boss = organization.supervisors, organization.boss[organization.supervisors :]
    directed = people.supervisors("team_directive_share", count)
    taken, served = (_present(people.supervisors(name, count)) for name in ("authority", "served"))
    involvement = worker_involvement(context.engagement, directed, taken)  # type: ignore[arg-type]
    engagement, experience = people.workers("engagement", count), people.workers("experience", count)
    return {
        "engagement": engagement,
        "involvement": np.asarray(involvement)[..., boss],
        "discretion": (1.0 - directed)[..., boss],
        "voice": people.supervisors("voice_response", count)[..., boss],
        "trust": np.asarray(team_trust(engagement, experience)),  # type: ignore[arg-type]
        "boss_example": _examples(people, count)[..., boss],
        "boss_served": served[..., boss],
        "own_served": served[..., boss],
        "progress": people.supervisors("progress", count)[..., boss],
        "skill": experience,
    }


def _of_department(people: _People, organization: Organization, context: Context, alignment: Floats) -> dict[str, Floats]:
    """What everyone sees alike, (...): the leadership team's example, alignment, and progress over all teams."""
    leaders, count = organization.leaders, organization.supervisors
    examples = _examples(people, count)
    in_post = ~np.isnan(people.supervisors("engagement", count))
    present = in_post[..., 1:leaders].sum(axis=-1)
    total = np.where(in_post, examples, 0.0)[..., 1:leaders].sum(axis=-1)
    others = np.where(present > 0, total / np.maximum(present, 1), examples[..., 0])
    team = leadership_norm(context.style.head_weight, examples[..., 0], others)  # type: ignore[arg-type]
    progress = _noticed(people, organization, "progress")[..., 0]
    return {"team_example": np.asarray(team), "alignment": alignment, "department_progress": progress}


def _noticed(people: _People, organization: Organization, name: str) -> Floats:
    """A team's value for its supervisor; for one without a team the worker-weighted mean of everything below."""
    count = organization.supervisors
    size = (organization.team_end - organization.team_start).astype(np.float64)
    own = people.supervisors(name, count)
    total, below = np.where(size > 0, size * np.nan_to_num(own), 0.0), size.copy()
    for person in range(count - 1, 0, -1):
        total[..., organization.boss[person]] += total[..., person]
        below[organization.boss[person]] += below[person]
    return np.where(size > 0, own, total / below)
