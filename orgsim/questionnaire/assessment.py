"""The leadership index of a real team from its answers, how sure it is, and what the team says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orgsim.analysis.across import Floats
from orgsim.analysis.diagnose import LINE, PARTS, leadership_index, verdict
from orgsim.model.parameters import Context
from orgsim.model.rules.diagnosis import horizon
from orgsim.questionnaire.answers import Answers
from orgsim.questionnaire.questions import DECISIONS

_POINTS = 400


@dataclass(frozen=True)
class Assessment:
    """A team's diagnosis: its parts by name, the index with its interval, and the probability that it exceeds one half.

    `said` is the team's own rating, `gap` that less the index; all are shares.
    """

    parts: dict[str, float]
    index: float
    low: float
    high: float
    probability: float
    verdict: str
    said: float
    gap: float
    confidence: float


def assess(answers: Answers, confidence: float = 0.9) -> Assessment:
    """The diagnosis of a team that has answered the questionnaire.

    Sure to the extent that ten decisions and five agendas can be: the share of decisions released has the Jeffreys posterior
    Beta(k + ½, 10 − k + ½), the strategic agenda the same for a sum of shares, which counts an agenda as one yes or no and so
    overstates its uncertainty rather than understates it. The hours are taken as answered. The index is laid out over a grid
    of both posteriors: no dice are thrown.
    """
    from scipy.stats import beta

    agendas = np.asarray(answers.agendas) / 100.0
    taken, seen = float(answers.decisions_below), float(agendas.sum())
    middles = (np.arange(_POINTS) + 0.5) / _POINTS
    released = beta.ppf(middles, taken + 0.5, DECISIONS - taken + 0.5)
    agenda = beta.ppf(middles, seen + 0.5, len(agendas) - seen + 0.5)
    spread = leadership_index(_parts(answers, released[:, None], agenda[None, :]))
    parts = _parts(answers, np.array(taken / DECISIONS), np.array(seen / len(agendas)))
    index = float(leadership_index(parts))
    low, high = np.quantile(spread, [0.5 - confidence / 2, 0.5 + confidence / 2])
    said = answers.rating / 100.0
    plain = {name: float(value.item()) for name, value in parts.items()}
    above = float((spread > LINE).mean())
    return Assessment(plain, index, float(low), float(high), above, verdict(index), said, said - index, confidence)


def _parts(answers: Answers, released: Floats, agenda: Floats) -> dict[str, Floats]:
    """The four parts, of one shape."""
    week = Context().attention._replace(hours=answers.hours, meeting=answers.hours_meeting)
    leading = answers.hours_leading / answers.hours
    ahead = horizon(week, leading, agenda)  # type: ignore[arg-type]  # a rule without a choice takes arrays too
    parts = np.broadcast_arrays(released, np.array(leading), agenda, ahead)
    return dict(zip(PARTS, parts, strict=True))
