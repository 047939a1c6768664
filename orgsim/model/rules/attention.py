"""Stages 3 and 4: matters climb, attention is a queue, and the leadership meeting deals with operations first.

A supervisor's load (hours) is exceptions decided, ideas reviewed and oversight of those directed; what does not fit is left.
What remains of the week is time to lead. Operational items crowd strategic ones out of the meeting (Gresham's law of planning,
March & Simon 1958).
"""

from __future__ import annotations

from orgsim.model.arithmetic import maximum, positive
from orgsim.model.parameters import Attention, Authority


def authority_taken(authority: Authority, present: float, directive_share: float, engagement: float) -> float:
    """d = (1 - D)(u₀ + (1 - u₀) e): released by the boss and taken up by someone engaged enough; 0 in a vacant post.

    `present` is 1.0 for a post that is filled and 0.0 for a vacancy. The head passes share 0 and engagement 1.

    Units: share of decisions in [0, 1]. Source: formal and real authority: Aghion & Tirole 1997.
    """
    uptake = authority.uptake_floor + (1.0 - authority.uptake_floor) * engagement
    return present * ((1.0 - directive_share) * uptake)


def escalated(amount: float, taken: float) -> float:
    """x (1 - d): the part of exceptions or ideas that is not decided here and climbs to the boss.

    Units: count a week. Source: the project's own assumption.
    """
    return amount * (1.0 - taken)


def deciding_load(attention: Attention, decided: float) -> float:
    """c_d X d: what the exceptions that are one's own to decide ask for.

    Units: hours a week. Source: the project's own assumption.
    """
    return attention.exception * decided


def reviewing_load(attention: Attention, reviewed: float) -> float:
    """c_i ideas: what the ideas that reach this desk ask for.

    Units: hours a week. Source: the project's own assumption.
    """
    return attention.idea * reviewed


def overseeing_load(attention: Attention, directed: float) -> float:
    """oversight (Σ D + Dᵗ): what directing one's reports and team asks for.

    Units: hours a week. Source: the project's own assumption.
    """
    return attention.oversight * directed


def load(attention: Attention, decided: float, reviewed: float, directed: float) -> float:
    """Hours a week: exceptions decided X d, ideas reviewed, and oversight of the directive shares Σ D + Dᵗ.

    Units: hours a week. Source: attention as the scarce resource: Simon 1947; the form is assumed.
    """
    return deciding_load(attention, decided) + reviewing_load(attention, reviewed) + overseeing_load(attention, directed)


def available_hours(attention: Attention, protected_time: float) -> float:
    """Hours a week that are not kept free for leading; above 0, as no more than 90 % can be protected.

    Units: hours a week. Source: accounting identity.
    """
    return attention.hours * (1.0 - protected_time)


def served_share(present: float, hours_needed: float, hours_available: float) -> float:
    """ms = min(1, available / load), 1 with no load, 0 in a vacant post.

    Units: share of the load in [0, 1]. Source: a saturated server does what it can; the form is assumed.
    """
    return present * (hours_available / maximum(hours_needed, hours_available))


def leading_time(
    attention: Attention, present: float, protected_time: float, hours_needed: float, hours_available: float
) -> float:
    """S = protected time + [available - load]+ / hours, a share of the week; 0 in a vacant post.

    Units: share of the week in [0, 1]. Source: accounting identity.
    """
    return present * (protected_time + positive(hours_available - hours_needed) / attention.hours)


def hours_spent(hours_needed: float, served: float) -> float:
    """load ms: the hours that one part of the load gets; all parts get the same share of what they need.

    Units: hours a week. Source: accounting identity.
    """
    return hours_needed * served


def hours_undone(hours_needed: float, served: float) -> float:
    """load (1 - ms): the hours that the week has no room for.

    Units: hours a week. Source: accounting identity.
    """
    return hours_needed * (1.0 - served)


def hours_leading(attention: Attention, time: float) -> float:
    """hours S: the time left for leading. With the hours spent on the load it adds up to the working week.

    Units: hours a week. Source: accounting identity.
    """
    return attention.hours * time


def hours_in_meeting(attention: Attention, present: float, share: float) -> float:
    """meeting hours × the strategic agenda, or × the rest of it: one leader's time in a part of the leadership meeting.

    The meeting comes on top of the week in which the load is a queue: a leader's week is `hours` and `meeting` together.

    Units: hours a week. Source: accounting identity.
    """
    return present * attention.meeting * share


def operational_items(decided: float, served: float) -> float:
    """X d (2 - ms): matters one leader brings to the meeting, twice as many when none got attention in the week.

    Units: items a week. Source: the project's own assumption.
    """
    return decided * (2.0 - served)


def strategic_agenda(attention: Attention, protected_agenda: float, items: float) -> float:
    """Share of the leadership meeting left for strategy: max(protected, [1 - c_m items / meeting hours]+).

    Units: share of the meeting in [0, 1]. Source: Gresham's law of planning: March & Simon 1958; Mankins 2004.
    """
    return maximum(protected_agenda, positive(1.0 - attention.item * items / attention.meeting))
