"""The diagnosis: what a leadership team does with its week, and what it would say of itself.

No rule of the week reads these: a diagnosis changes nothing.
"""

from __future__ import annotations

from orgsim.model.parameters import Attention, Diagnosis


def horizon(attention: Attention, time: float, agenda: float) -> float:
    """(hours S + meeting × agenda) / (hours + meeting): strategic and leading hours over all hours of a leader.

    `time` is the leadership team's leading time S, `agenda` the strategic share of its meeting.

    Units: share of the week in [0, 1]. Source: definition.
    """
    return (attention.hours * time + attention.meeting * agenda) / (attention.hours + attention.meeting)


def self_assessment(diagnosis: Diagnosis, index: float, involvement: float) -> float:
    """index + colouring (involvement - index): leaders judge their team by what it does and by how involved they are.

    `involvement` is the mean of the leaders' own. Directing leaders are as involved as any, since they are in the room where
    all is decided, so they say more than they do.

    Units: share in [0, 1]. Source: the project's own assumption.
    """
    return index + diagnosis.colouring * (involvement - index)
