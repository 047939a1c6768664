"""Stage 7, improvement: what drive and ideas close and erosion reopens. Each flow is switched off by a value.

Drive reaches only what can be seen from above and stops at the agreed goal; ideas reach what only those who do the work see.
No level of performance is written in: where the flows balance, it stays.
"""

from __future__ import annotations

from orgsim.model.arithmetic import clamp, maximum, minimum, positive
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.parameters import Improvement, Process, Work
from orgsim.model.rules.work import raised

#: The team size for which the effect of one idea is stated.
REFERENCE_TEAM = 8.0

_WEEKS = float(WEEKS_PER_YEAR)


def drive(improvement: Improvement, directed: float, shortfall: float) -> float:
    """Share of the visible gap closed by direction in a week: r (directed and served) min(1, [A - P̂]+ / scale).

    Units: share of the gap a week. Source: half-life of gaps: Schneiderman 1988.
    """
    return improvement.driven * directed * minimum(1.0, shortfall / improvement.driven_scale)


def direction_applied(line_share: float, boss_served: float, team_share: float, served: float) -> float:
    """max(D ms_b, Dᵗ ms): direction that a team gets from above or from its own supervisor, as far as there is time for it.

    Units: share in [0, 1]. Source: the project's own assumption.
    """
    return maximum(line_share * boss_served, team_share * served)


def implemented_share(
    improvement: Improvement, taken: float, served: float, competence: float, boss_served: float, retrospectives: float
) -> float:
    """p = d ms (⅓ + ⅔ k) + (1 - d) approval ms_b: the share of a team's ideas that is acted on.

    Units: share of ideas in [0, 1]. Source: the project's own assumption.
    """
    own = taken * served * ((1.0 + 2.0 * competence) / 3.0)
    return own + (1.0 - taken) * raised(improvement.approval, retrospectives) * boss_served


def idea_closure(improvement: Improvement, ideas: float, implemented: float, workers: float, alignment: float) -> float:
    """min(1, 8 δ ideas p / workers)(½ + a): the share of the local gap that ideas close (half of it for the visible).

    Units: share of the gap a week. Source: the project's own assumption.
    """
    return minimum(1.0, REFERENCE_TEAM * improvement.idea_effect * ideas * implemented / workers) * (0.5 + alignment)


def neglect(improvement: Improvement, served: float, competence: float, alignment: float) -> float:
    """(1 + upholding (½ - ms k))(1.5 - a): how far a team's practices are left to themselves.

    They last where a competent supervisor has time for them, and where people know what they are for.

    Units: ratio, 1 at middling values. Source: decay of practices where managers left or had no time: Bloom, Mahajan,
    McKenzie & Roberts 2020; the form is assumed.
    """
    return (1.0 + improvement.upholding * (0.5 - served * competence)) * (1.5 - alignment)


def eroded(improvement: Improvement, work: Work, gap: float, highest: float, neglected: float) -> float:
    """ε turbulence (highest - gap) neglect: reopening of a gap in a week.

    Units: performance a week. Source: decay of practices: Bloom, Mahajan, McKenzie & Roberts 2020; Repenning & Sterman
    2002.
    """
    return improvement.erosion * work.turbulence * (highest - gap) * neglected


def next_visible_gap(gap: float, driven: float, closure: float, reopening: float) -> float:
    """v - (driven + closure / 2) v + erosion, kept in [0, 1].

    Units: performance. Source: stock and flow: Repenning & Sterman 2002.
    """
    return clamp(gap - (driven + 0.5 * closure) * gap + reopening)


def next_local_gap(gap: float, closure: float, copying: float, reopening: float) -> float:
    """g - closure g - copying + erosion, kept in [0, 1].

    Units: performance. Source: stock and flow: Repenning & Sterman 2002.
    """
    return clamp(gap - closure * gap - copying + reopening)


def next_process(process: Process, work: Work, absorbed: float, support: float) -> float:
    """m + gain support (1 - m) - decay turbulence m: the auto-pilot is built with support and wears in change.

    Units: share of would-be exceptions in [0, 1]. Source: the project's own assumption.
    """
    return clamp(absorbed + process.gain * support * (1.0 - absorbed) - process.decay * work.turbulence * absorbed)


def next_voice_response(improvement: Improvement, noticed: float, implemented: float) -> float:
    """y follows p, the share of ideas acted on.

    Units: share of ideas in [0, 1]. Source: exponential smoothing.
    """
    return clamp(noticed + improvement.voice_rate * (implemented - noticed))


def next_progress(improvement: Improvement, noticed: float, gap_before: float, gap_after: float) -> float:
    """π follows the gaps closed, per year (52 weeks), at least 0.

    Units: performance per year, kept in [0, 1]. Source: exponential smoothing.
    """
    yearly = _WEEKS * (gap_before - gap_after)
    return clamp(noticed + improvement.progress_rate * (positive(yearly) - noticed))


def after_shock(gap: float, size: float, highest: float) -> float:
    """A gap after a shock, which adds half its size to each gap, up to the gap's maximum.

    Units: performance. Source: the project's own assumption.
    """
    return maximum(gap, minimum(gap + 0.5 * size, highest))
