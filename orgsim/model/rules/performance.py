"""Stages 5 and 6: exceptions are resolved with the competence of whoever decides them, and teams perform."""

from __future__ import annotations

from orgsim.model.arithmetic import positive
from orgsim.model.parameters import Authority


def resolution(authority: Authority, taken: float, served: float, competence: float, boss_resolution: float) -> float:
    """ρ = d ms k + (1 - d)(1 - info_loss) ρ_b: share of a team's exceptions resolved; knowledge is lost at each level.

    The head decides everything that arrives: d = 1.

    Units: share of exceptions in [0, 1]. Source: loss of knowledge in hierarchies: Garicano 2000 for the idea; the form
    is assumed.
    """
    return taken * served * competence + (1.0 - taken) * (1.0 - authority.info_loss) * boss_resolution


def team_performance(
    authority: Authority, visible_gap: float, local_gap: float, exceptions: float, resolved: float, workers: float
) -> float:
    """P = [1 - (v + g) - w u]+ with u = exceptions (1 - ρ) / workers, the unresolved exceptions per worker.

    Units: share of what is possible in [0, 1]. Source: the project's own assumption.
    """
    unresolved = exceptions * (1.0 - resolved) / workers
    return positive(1.0 - (visible_gap + local_gap) - authority.unresolved_cost * unresolved)
