"""What the default values show today, pattern by pattern: `python docs/patterns.py` prints the table in docs/odd.md.

The default department, 200 replications of six years with seed 1, on the kernel: the same numbers on every machine.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import orgsim

SCENARIOS = ("management_trap", "led_from_the_start", "lead_after_turnaround", "half_hearted", "coached_for_a_year")
HEADER = "| pattern | what a good model shows | shown today | so far |\n| --- | --- | --- | --- |"
#: The half-hearted coaching as it was first meant: weak, but kept up.
KEPT = "half_hearted shift.end=null"
Runs = dict[str, Any]


def rows() -> list[tuple[str, str, str, str]]:
    """Pattern, expectation with its source, what the runs show, and whether that is enough."""
    department = orgsim.Organization.synthetic()
    runs = {name: orgsim.simulate(department, name) for name in SCENARIOS}
    runs[KEPT] = orgsim.simulate(department, "half_hearted", overrides={"shift.end": None})
    return [
        rescue(runs),
        plateau(runs),
        crossover(runs),
        dip(runs),
        ideas(runs),
        agenda(runs),
        ranks(runs),
        relapse(runs, KEPT, "weak coaching that is kept up fails in some departments"),
        relapse(runs, "half_hearted", "weak coaching for two years fails in some departments"),
        relapse(runs, "coached_for_a_year", "one year of support leaves some departments changed and others as before"),
    ]


def weekly(runs: Runs, scenario: str, outcome: str) -> Any:
    """The mean over replications, (week,)."""
    return runs[scenario][outcome].mean("replication").to_numpy()


def last_year(runs: Runs, scenario: str, outcome: str) -> float:
    """The mean over replications and the sixth year."""
    return float(weekly(runs, scenario, outcome)[-52:].mean())


def verdict(holds: bool) -> str:
    """In one word."""
    return "yes" if holds else "**no**"


def rescue(runs: Runs) -> tuple[str, str, str, str]:
    """Performance in week 52 over the first week's."""
    performance = weekly(runs, "management_trap", "performance")
    gain = 100 * (performance[51] / performance[0] - 1)
    wanted = "+12 to +25 % in 12 months (Bloom, Eifert, Mahajan, McKenzie & Roberts 2013)"
    shown = f"{performance[0]:.3f} to {performance[51]:.3f}, {gain:+.0f} %"
    return "a directive rescue works fast", wanted, shown, verdict(12 <= gain <= 25)


def plateau(runs: Runs) -> tuple[str, str, str, str]:
    """The trap's performance at the ends of years 1 and 6, beside that of a team that led from the start."""
    first, last = (weekly(runs, "management_trap", "performance")[week] for week in (51, 311))
    led = weekly(runs, "led_from_the_start", "performance")[311]
    wanted = "later gains are small beside the first year's, well short of the best (Schneiderman 1988; Keating et al. 1999)"
    shown = f"{first:.3f} after one year, {last:.3f} after six; led from the start {led:.3f}"
    return "gains stop under direction", wanted, shown, verdict(last - first < 0.03 < led - last)


def crossover(runs: Runs) -> tuple[str, str, str, str]:
    """The week from which leading from the start is ahead."""
    difference = weekly(runs, "led_from_the_start", "performance") - weekly(runs, "management_trap", "performance")
    ahead = difference > 0
    weeks = [week for week in range(1, len(ahead)) if ahead[week] != ahead[week - 1]]
    wanted = "directive ahead early, led ahead late (Lorinkova, Pearsall & Sims 2013: sign and order)"
    shown = f"led behind by up to {-100 * difference.min():.1f} points, ahead from week {weeks[-1]}" if weeks else "no crossing"
    return "directive first, leading later", wanted, shown, verdict(len(weeks) == 1 and bool(ahead[-1]))


def dip(runs: Runs) -> tuple[str, str, str, str]:
    """The deepest point of the shift against staying in the trap."""
    trap = weekly(runs, "management_trap", "performance")
    lost = 100 * (1 - weekly(runs, "lead_after_turnaround", "performance") / trap)
    wanted = "a shift loses 1 to 3 % before it gains (capability trap: Repenning & Sterman 2001, 2002)"
    shown = f"{lost.max():.1f} % lost in week {lost.argmax()}, {-lost[-1]:.0f} % gained in week {len(lost) - 1}"
    return "worse before better", wanted, shown, verdict(bool(1 <= lost.max() <= 3 and lost[-1] < 0))


def ideas(runs: Runs) -> tuple[str, str, str, str]:
    """Ideas offered and acted on in the sixth year."""
    offered, used = ([last_year(runs, name, each) for name in SCENARIOS[:2]] for each in ("ideas", "ideas_implemented"))
    wanted = "only leading raises initiative (Martin, Liao & Campbell 2013)"
    shares = [100 * done / given for done, given in zip(used, offered, strict=True)]
    shown = f"{offered[0]:.1f} ideas a worker and year, {shares[0]:.0f} % used; led {offered[1]:.1f}, {shares[1]:.0f} % used"
    return "ideas", wanted, shown, verdict(offered[0] < 0.5 * offered[1])


def agenda(runs: Runs) -> tuple[str, str, str, str]:
    """The strategic share of the leadership meeting."""
    trap = weekly(runs, "management_trap", "strategic_agenda")
    shift = last_year(runs, "lead_after_turnaround", "strategic_agenda")
    first, last = trap[:52].mean(), trap[-52:].mean()
    wanted = "at most 15 % under direction, several times as much once operations are off the table (after Mankins 2004)"
    shown = f"{100 * first:.0f} % in year 1, {100 * last:.0f} % in year 6; {100 * shift:.0f} % after the shift"
    return "operations crowd out strategy", wanted, shown, verdict(bool(last <= 0.15 and shift > 3 * last))


def ranks(runs: Runs) -> tuple[str, str, str, str]:
    """Engagement by role in the sixth year of the trap."""
    worker, manager, leader = (
        100 * last_year(runs, "management_trap", f"engagement_{role}") for role in ("workers", "managers", "leaders")
    )
    wanted = "managers 4 to 8 points above workers, leaders higher still (Civil Service People Survey 2023)"
    shown = f"workers {worker:.0f}, managers {manager:.0f}, leaders {leader:.0f} (of 100, in the trap)"
    return "engagement rises with rank", wanted, shown, verdict(4 <= manager - worker <= 8 and leader > manager)


def relapse(runs: Runs, scenario: str, wanted: str) -> tuple[str, str, str, str]:
    """How many replications delegate, and how many do not, at the end of the sixth year."""
    delegated = runs[scenario]["delegation"].to_numpy()[:, -13:].mean(axis=1)
    high, low = (delegated > 0.75).mean(), (delegated < 0.25).mean()
    shown = f"{100 * high:.0f} % of replications delegate more than ¾ of matters, {100 * low:.0f} % less than ¼"
    return f"`{scenario}`", wanted, shown, verdict(high > 0.05 and low > 0.05)


def table() -> str:
    """The table in Markdown."""
    return "\n".join([HEADER, *(f"| {' | '.join(row)} |" for row in rows())])


if __name__ == "__main__":
    print(table())
