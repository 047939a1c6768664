"""The capability trap (Repenning & Sterman 2001, 2002): work harder or work smarter, and what either does first and later.

The papers publish the structure as stocks, flows and links, with simulated curves; this is its plainest algebra, in weeks:

    A = W C,  W = 1 - I                   performance: time spent working times capability; the week is fixed
    J' = J + (I - J) / delay              improvement work pays after a delay
    C' = C + payoff J (1 - C) - erosion C    capability is built, with diminishing returns, and erodes
    gap = [1 - A / A*]+                   performance falls short of what is desired
    I' = I + (I* - I) / reallocation,  I* = normal + added - response gap    time moves between working and improving

*Working harder*: what is desired is raised, and the gap takes time from improvement. *Working smarter*: time is added to
improvement and kept there whatever the gap. C as process problems not yet solved, 1 - C, is the stock of the paper of 2002.

Half-life of improvement (22 months: Schneiderman 1988, complex work across an organization) and erosion (600 weeks: Bloom et
al. 2020) are values of the evidence. The share of improvement, the delays and both policies are assumed, and were **chosen so
that the published ranges come out** over five years: few of the combinations tried lost no more than the range later. That the
ranges can be met is thus no test; the lines of constants drawn (`drawn`) show how often they are when nothing is chosen.

With constant I and no delay C relaxes to payoff I / (payoff I + erosion) at the rate payoff I + erosion, the closed form that
the tests hold it to.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from orgsim.model.arithmetic import clamp, positive
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.random import Address, uniforms

MODEL = "capability_trap"
#: Weeks over which a policy is judged: five years.
HORIZON = 260
WEEKS_PER_MONTH = WEEKS_PER_YEAR / 12.0
#: The purpose of the random numbers that draw constants.
PURPOSE = 0x5452_0000


class Trap(NamedTuple):
    """The constants: shares of the week, weeks, and rates a week."""

    normal: float = 0.08
    half_life: float = 22.0 * WEEKS_PER_MONTH
    erosion: float = 1.0 / 600.0
    delay: float = 13.0
    reallocation: float = 4.0

    @property
    def payoff(self) -> float:
        """Capability gained a week for a whole week of improvement, of what is missing: from the half-life at `normal`."""
        return (log(2.0) / self.half_life - self.erosion) / self.normal


class Policy(NamedTuple):
    """What management does: desired performance over today's, time lost to a gap of 1, and time added to improvement."""

    desired: float = 1.0
    response: float = 0.0
    added: float = 0.0


HARDER = Policy(desired=1.1, response=0.6)
SMARTER = Policy(added=0.02)


class Signature(NamedTuple):
    """A course of performance relative to its start, as shares: highest gain, deepest loss, and change at the end."""

    gain: float
    loss: float
    end: float


def resting(payoff: float, erosion: float, improvement: float) -> float:
    """The capability at which building and erosion balance, for a constant share of the week on improvement."""
    return payoff * improvement / (payoff * improvement + erosion)


def next_capability(payoff: float, erosion: float, capability: float, improvement: float) -> float:
    """C + payoff J (1 - C) - erosion C: one week of the stock."""
    return clamp(capability + payoff * improvement * (1.0 - capability) - erosion * capability)


def performances(trap: Trap, policy: Policy, weeks: int = HORIZON) -> list[float]:
    """Performance A of each week from rest, when a policy starts in the first."""
    improvement = paying = trap.normal
    capability = resting(trap.payoff, trap.erosion, trap.normal)
    desired = policy.desired * (1.0 - improvement) * capability
    course = []
    for _ in range(weeks):
        course.append((1.0 - improvement) * capability)
        gap = positive(1.0 - course[-1] / desired)
        wanted = clamp(trap.normal + policy.added - policy.response * gap)
        paying += (improvement - paying) / trap.delay
        capability = next_capability(trap.payoff, trap.erosion, capability, paying)
        improvement += (wanted - improvement) / trap.reallocation
    return course


def signature(course: Sequence[float]) -> Signature:
    """What a course of performance shows, relative to its first week."""
    start = course[0]
    return Signature(max(course) / start - 1.0, 1.0 - min(course) / start, course[-1] / start - 1.0)


def drawn(address: Address) -> tuple[Trap, Policy, Policy]:
    """Constants and both policies drawn from the ranges of the evidence, for one address.

    Half-life 4 to 95 weeks and erosion 150 to 800 weeks (capability at rest at least a half), improvement 3 to 10 % of the
    week, delay 4 to 26 weeks, reallocation 2 to 13; desired 5 to 20 % more with a response of .3 to 1, or 1 to 3 points added.
    """
    normal, half_life, erosion, delay = uniforms(address, 0, 0, PURPOSE)
    reallocation, desired, response, added = uniforms(address, 0, 1, PURPOSE)
    lasting = 150.0 + 650.0 * erosion
    longest = min(95.0, 0.5 * log(2.0) * lasting)
    trap = Trap(
        0.03 + 0.07 * normal, 4.0 + (longest - 4.0) * half_life, 1.0 / lasting, 4.0 + 22.0 * delay, 2.0 + 11.0 * reallocation
    )
    return trap, Policy(1.05 + 0.15 * desired, 0.3 + 0.7 * response), Policy(added=0.01 + 0.02 * added)


def turns(course: Sequence[float]) -> tuple[bool, bool]:
    """Whether a course is better before worse (above its start, then below it), and whether it is worse before better."""
    start, highest, lowest = course[0], max(course), min(course)
    better = highest > start and course[-1] < start and course.index(highest) < course.index(lowest)
    worse = lowest < start and course[-1] > start and course.index(lowest) < course.index(highest)
    return better, worse
