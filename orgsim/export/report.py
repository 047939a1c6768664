"""What is exported: some futures of one organization, which charts of them, and what was written about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from orgsim import __version__
from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.provenance import model_hash
from orgsim.spec.bounds import DESIGN
from orgsim.spec.study import Design, Study
from orgsim.spec.values import fault, number_faults, unknown
from orgsim.web.futures import scenario_of
from orgsim.web.organizations import organization_of
from orgsim.web.presentation import first_charts
from orgsim.web.written import LONGEST_NOTE

if TYPE_CHECKING:
    import xarray as xr

LETTERS = ("A", "B", "C")
#: Notes that stand above all charts.
ABOVE = ("title", "text")
#: Characters of a note.
_USUAL = Design()


@dataclass(frozen=True)
class Report:
    """Futures A, B and C (those there are) of one organization in `study`, the state of a page that shows them, and notes.

    `charts` are names of outcomes; `notes` are texts by outcome, and above all charts by `title` and `text`; `own` are
    the scenarios of the study that pages do not know by name.
    """

    study: Study
    state: Mapping[str, Any]
    charts: tuple[str, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    own: tuple[Scenario, ...] = ()

    @property
    def titles(self) -> dict[str, str]:
        """What each scenario is called, by name: its letter and its title."""
        lettered = zip(LETTERS, self.study.scenarios, strict=False)
        return {each.name: f"{letter}: {each.title or each.name}" for letter, each in lettered}

    @property
    def title(self) -> str:
        """What the whole is called."""
        return self.notes.get("title") or " or ".join(each.title or each.name for each in self.study.scenarios)

    @cached_property
    def results(self) -> dict[str, xr.Dataset]:
        """The runs of every scenario, by name; simulated on first use."""
        from orgsim.study.run_study import run_study

        found = run_study(self.study)
        return {name: dataset.assign_attrs(title=self.titles[name]) for name, dataset in found.items()}


def report_of(state: Any, notes: Any = None, replications: int = 64) -> Report:
    """The report that a page's state and notes describe. Raises ConfigurationError with a line for every fault."""
    if not isinstance(state, Mapping):
        raise ConfigurationError(fault("state", state, "a page's state: organization, futures, weeks, seed and charts"))
    design = {"weeks": state.get("weeks", _USUAL.weeks), "seed": state.get("seed", _USUAL.seed), "replications": replications}
    faults = [line for name, value in design.items() for line in number_faults(name, value, DESIGN[name])]
    faults += [*_chart_faults(state.get("charts")), *note_faults(notes)]
    organization, broken = _organization(state.get("organization", {"preset": "department"}))
    scenarios, strange = _futures(state.get("futures"))
    faults += [*broken, *strange]
    if faults or organization is None:
        raise ConfigurationError(list(dict.fromkeys(faults)))
    study = Study(organization, tuple(_named(scenarios)), Design(**{name: int(value) for name, value in design.items()}))
    return Report(study, state, tuple(state.get("charts") or first_charts()), dict(notes or {}))


def provenance(report: Report) -> str:
    """What made the numbers, in one line."""
    design = report.study.design
    runs = f"{design.replications:,} replications of {design.weeks:,} weeks, seed {design.seed}"
    return f"{versions()}  ·  {runs}"


def versions() -> str:
    """Which orgsim, and which model."""
    return f"orgsim {__version__}  ·  model {model_hash()[:8]}"


def _organization(choice: Any) -> tuple[Organization | None, list[str]]:
    try:
        return organization_of(choice), []
    except ConfigurationError as error:
        return None, list(error.faults)


def _futures(futures: Any) -> tuple[list[Scenario], list[str]]:
    """The futures there are, A first, and what is wrong with them; a future that was changed says so in its title."""
    if not isinstance(futures, Mapping) or not isinstance(futures.get("A"), Mapping):
        return [], [fault("futures", futures, "futures by letter: A, and B and C where there are any")]
    faults = [unknown(f"futures.{letter}", "…", LETTERS) for letter in futures if letter not in LETTERS]
    found = []
    for letter in LETTERS:
        future = futures.get(letter)
        if future is None:
            continue
        try:
            scenario = scenario_of(future, f"futures.{letter}")
        except ConfigurationError as error:
            faults += [line if line.startswith("futures.") else f"futures.{letter}: {line}" for line in error.faults]
            continue
        changed = any(future.get(part) for part in future if part != "scenario")
        found.append(replace(scenario, title=f"{scenario.title}, changed") if changed else scenario)
    return found, faults


def _named(scenarios: list[Scenario]) -> Iterator[Scenario]:
    """The same with names of their own: scenarios of one name get their letters."""
    counts = Counter(each.name for each in scenarios)
    for letter, each in zip(LETTERS, scenarios, strict=False):
        yield each if counts[each.name] == 1 else replace(each, name=f"{each.name}_{letter}")


def _chart_faults(charts: Any) -> list[str]:
    if charts is None:
        return []
    if not isinstance(charts, list | tuple) or not all(isinstance(each, str) for each in charts):
        return [fault("charts", charts, "names of outcomes, such as ['performance']")]
    twice = [f"charts={name}: named twice" for name, times in Counter(charts).items() if times > 1]
    strange = [name for name in charts if name not in OUTCOME_NAMES]
    return [f"charts={name}: no such outcome{suggestion(name, OUTCOME_NAMES)}" for name in strange] + twice


def note_faults(notes: Any) -> list[str]:
    """A line for every note that is no text, is too long, or stands at nothing."""
    if notes is None:
        return []
    if not isinstance(notes, Mapping):
        return [fault("notes", notes, "texts by outcome, title or text")]
    known = (*ABOVE, *OUTCOME_NAMES)
    faults = [unknown(f"notes.{name}", "…", [f"notes.{each}" for each in known]) for name in notes if name not in known]
    for name, text in notes.items():
        if not isinstance(text, str):
            faults.append(fault(f"notes.{name}", text, "text"))
        elif len(text) > LONGEST_NOTE:
            faults.append(f"notes.{name}: {len(text):,} characters; at most {LONGEST_NOTE:,}")
    return faults
