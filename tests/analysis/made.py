"""Made-up findings of decomposition, switching and tipping, for texts and figures."""

from __future__ import annotations

import numpy as np

from orgsim.analysis.decompose import Decomposition
from orgsim.analysis.hysteresis import Hysteresis
from orgsim.analysis.switching import Switching
from orgsim.analysis.tipping import Tipping
from orgsim.spec.study import Design

DICE = np.random.Generator(np.random.Philox(1))
DESIGN = Design(20, 312, 7)


def decomposition(statistic: str = "performance") -> Decomposition:
    """Three groups worth .10, .05 and -.02 each, and .03 that no switch explains."""
    own = np.array([0.10, 0.05, -0.02])
    worth = np.array([0.03 + sum(own[i] for i in range(3) if s >> i & 1) for s in range(8)])
    noisy = worth[:, None] + DICE.normal(0, 0.002, (1, 20))
    groups = {"norm and habit": ("habit",), "initiative": ("silencing",), "erosion": ("erosion",)}
    return Decomposition(statistic, "led", "directed", groups, noisy, np.full(20, 0.8), 0.8 - noisy[-1], DESIGN, 0.95)


def switching(best: int = 52) -> Switching:
    """A best week, and a first year in which it is best never to shift."""
    weeks = (0, 52, 104, 156)
    late = 0.7 - 0.01 * np.abs(np.array(weeks) - best) / 52 + DICE.normal(0, 0.0005, (2, 20, 4))
    early = np.full((2, 20, 4), 0.5)
    values, never = np.stack([early, late], axis=1), np.stack([np.full((2, 20), 0.6), np.full((2, 20), 0.65)], axis=1)
    return Switching("some_plan", ("performance", "quits"), weeks, (52, 312), values, never, 0.0, DESIGN, 0.95)


def tipping() -> Tipping:
    """Half of the teams flip between a quarter and a half; without peers all do."""
    chances = np.array([[0.0, 0.25, 0.75, 1.0], [1.0] * 4])
    norms = np.where(np.arange(20) / 20 < chances[:, :, None], 0.1, 0.9)
    return Tipping("management_trap", (4.0, 0.0), (0.0, 0.25, 0.5, 1.0), norms, (-0.2, -0.7), DESIGN, 0.95)


def loops() -> Hysteresis:
    """A loop two logits wide for a team, and none for a leader alone."""
    coaching = np.linspace(-4, 4, 81)
    up, down = (1 / (1 + np.exp(8 * (coaching - edge))) for edge in (1.0, -1.0))
    both = tuple(np.stack([np.tile(each, (3, 1)), np.tile(down, (3, 1))]) for each in (up, down))
    return Hysteresis("management_trap", (4.0, 0.0), coaching, *both, 520, DESIGN, 0.95)
