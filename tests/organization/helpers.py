"""What several tests of organizations need: where the public data lie, files on the spot, and a slow obvious twin."""

from __future__ import annotations

from pathlib import Path

from orgsim.organization import Organization, Role
from tests.shared_data import DATA, on_shared_data

ORGANOGRAMS = DATA / "organograms"
BODIES = ("decc", "dwp", "hm_treasury", "hydrographic_office", "mhra", "natural_england")
needs_organograms = on_shared_data(ORGANOGRAMS, "the public organograms")

SENIOR_HEADER = "Post Unique Reference,Grade,Reports to Senior Post,Actual Pay Floor (£)\n"
JUNIOR_HEADER = "Reporting Senior Post,Grade,Payscale Minimum (£),Payscale Maximum (£),Number of Posts in FTE\n"


def write(folder: Path, text: str | bytes, name: str = "people.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def organogram(folder: Path, senior: str, junior: str, **options: object) -> Organization:
    """The organization in two files with the given rows below the usual headers."""
    paths = (write(folder, SENIOR_HEADER + senior, "s-senior.csv"), write(folder, JUNIOR_HEADER + junior, "s-junior.csv"))
    return Organization.from_organogram(*paths, **options)  # type: ignore[arg-type]


def bosses_by_id(org: Organization) -> dict[str, str | None]:
    return {org.ids[i]: org.ids[b] if b >= 0 else None for i, b in enumerate(org.boss.tolist())}


def slow_order(boss: list[int]) -> list[int]:
    """The canonical order, said plainly: a queue of supervisors, then each supervisor's workers."""
    reports = {person: [p for p, b in enumerate(boss) if b == person] for person in range(len(boss))}
    order, queue = [], [boss.index(-1)]
    while queue:
        person = queue.pop(0)
        order.append(person)
        queue += [p for p in reports[person] if reports[p]]
    return order + [p for person in order for p in reports[person] if not reports[p]]


def check_invariants(org: Organization) -> None:
    """Everything that the canonical order promises, person by person."""
    boss, supervisors = org.boss.tolist(), org.supervisors
    assert boss[0] == -1
    assert all(0 <= b < min(i, supervisors) for i, b in enumerate(boss) if i)
    for s in range(supervisors):
        children = [i for i in range(1, supervisors) if boss[i] == s]
        team = [i for i in range(supervisors, len(boss)) if boss[i] == s]
        assert list(range(org.child_start[s], org.child_end[s])) == children
        assert list(range(org.team_start[s], org.team_end[s])) == team
        assert len(children) + len(team) == org.spans[s] > 0
    for i, b in enumerate(boss):
        assert org.level[i] == (0 if i == 0 else org.level[b] + 1)
        leads = i < supervisors and b <= 0
        assert org.role[i] == (Role.LEADER if leads else Role.MANAGER if i < supervisors else Role.WORKER)
    assert org.depth == max(org.level)
    assert org.leaders + org.managers + org.workers == len(org) == len(set(org.ids)) == len(org.ids)
