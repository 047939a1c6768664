"""Real organizations, deep and uneven, against even trees: what unevenness costs a person-week."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.machine import ROOT
from benchmarks.measuring import Cell, Part, interleaved, medians, ratio
from benchmarks.workload import SCENARIO, SEED, Size
from orgsim.engines.run import run
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution

#: Where the public organograms lie when they are there; they are no part of the project.
ORGANOGRAMS = ROOT.parent / "shared" / "data" / "organograms"
BODIES = {"HM Treasury": "hm_treasury", "DWP": "dwp"}
#: Runs of one block of the kernel.
RUNS = 16
#: About this many person-weeks a run, so that a round of every row takes as long.
PERSON_WEEKS = 2_500_000


def body(folder: Path, stem: str) -> Organization:
    """A public body from its two files."""
    return Organization.from_organogram(folder / f"{stem}-senior.csv", folder / f"{stem}-junior.csv")


def even_twin(organization: Organization) -> Organization:
    """An even tree of about as many supervisors and workers: 8 leaders, managers below them, teams of one size."""
    managers = max(1, round((organization.supervisors - 9) / 8))
    return Organization.synthetic(8, managers, max(1, round(organization.workers / (8 * managers))))


def weeks_of(organization: Organization, size: Size) -> int:
    """Weeks that make about `PERSON_WEEKS`, at most the size's."""
    return max(1, min(size.weeks, PERSON_WEEKS // len(organization)))


def work_of(organization: Organization, size: Size) -> Callable[[], object]:
    """Running one organization on the kernel."""
    design = Design(RUNS, weeks_of(organization, size), SEED)
    return lambda: run(organization, SCENARIO, design, execution=Execution("kernel", 1))


def measure(size: Size, folder: Path = ORGANOGRAMS) -> Part:
    """The table of trees: cost per person-week, over the even department's and over an even tree of the same size."""
    found = {label: stem for label, stem in BODIES.items() if (folder / f"{stem}-senior.csv").is_file()}
    bodies = {label: body(folder, stem) for label, stem in found.items()}
    rounds = min(size.rounds, 5)
    twins = {label: even_twin(organization) for label, organization in bodies.items()}
    even = "even department"
    trees = {even: size.organization}
    for label, organization in bodies.items():
        trees |= {label: organization, f"even twin of {label}": twins[label]}
    person_weeks = {name: len(tree) * RUNS * weeks_of(tree, size) for name, tree in trees.items()}
    seconds = interleaved({name: work_of(tree, size) for name, tree in trees.items()}, rounds)
    times = {name: [value * 1e9 / person_weeks[name] for value in measured] for name, measured in seconds.items()}
    middle = medians(times)
    table: list[tuple[Cell, ...]] = []
    for name, tree in trees.items():
        twin = f"even twin of {name}"
        beside = ratio(times, name, twin) if twin in trees else None
        table.append((name, len(tree), tree.supervisors, tree.depth, middle[name], ratio(times, name, even), beside))
    notes = [f"{RUNS} runs in lanes on one thread, medians of {rounds} rounds in turn. Goal: at most 1.5 × the even tree."]
    missing = [label for label in BODIES if label not in bodies]
    if missing:
        notes.append(f"Skipped, as their public organograms are not here: {', '.join(missing)}.")
    return Part(
        "Real charts: what unevenness costs",
        (
            ("tree", ""),
            ("people", ",.0f"),
            ("supervisors", ",.0f"),
            ("depth", ".0f"),
            ("ns CPU / person-week", ",.2f"),
            ("× even department", ".2f"),
            ("× even tree of its size", ".2f"),
        ),
        table,
        notes,
    )
