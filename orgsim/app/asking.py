"""From a request to a study: organization, future and numbers, held to the configuration's checks and to our limits."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from orgsim.app import limits
from orgsim.config.building import from_scenario
from orgsim.config.checking import event_faults
from orgsim.config.schema import DESIGN
from orgsim.config.values import fault, is_number, number_faults
from orgsim.errors import ConfigurationError, OrgsimError
from orgsim.model.parameters import Number
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.specification import Design, Recording, Study
from orgsim.web.futures import scenario_of
from orgsim.web.organizations import organization_of

_WORD = DESIGN["seed"].high
_FIRST = Number(0, _WORD, "32-bit", "number of a replication", whole=True)
_DICE = {"seed": DESIGN["seed"], "unit": DESIGN["unit"]}
_SIMULATE = {"weeks": limits.WEEKS, **_DICE, "first": _FIRST, "replications": limits.REPLICATIONS}
_PEOPLE = {"weeks": limits.WEEKS, **_DICE, "replication": _FIRST}
_USUAL = {"seed": Design().seed, "unit": 0, "first": 0}
SIMULATE = ("organization", "future", *_SIMULATE)
PEOPLE = ("organization", "future", *_PEOPLE, "recorded")
#: Hydra composes one configuration at a time.
COMPOSING = Lock()


def asked_runs(body: Mapping[str, Any], outcomes: int) -> Study:
    """The study that `/api/simulate` is asked for. Raises ConfigurationError with a line for every fault."""
    numbers, faults = _numbers(body, _SIMULATE)
    organization, scenario, more = _what(body, numbers)
    faults += more
    if organization is None or scenario is None or faults:
        raise ConfigurationError(faults)
    design = Design(**numbers)
    check_size(organization, design, design.replications * design.weeks * outcomes)
    return Study(organization, (scenario,), design)


def asked_people(body: Mapping[str, Any], fields: int) -> tuple[Study, Recording]:
    """The study and the recorded weeks that `/api/people` is asked for: no week longer than it needs.

    Raises ConfigurationError with a line for every fault.
    """
    numbers, faults = _numbers(body, _PEOPLE)
    weeks = _recorded(body.get("recorded"), numbers.get("weeks"))
    if weeks is None:
        last = "weeks − 1" if "weeks" not in numbers else numbers["weeks"] - 1
        faults.append(fault("recorded", body.get("recorded"), f"a list of different weeks from 0 to {last}"))
    organization, scenario, more = _what(body, numbers)
    faults += more
    if organization is None or scenario is None or weeks is None or faults:
        raise ConfigurationError(faults)
    one = {"first": numbers.pop("replication"), "replications": 1, "weeks": weeks[-1] + 1}
    design = Design(**{**numbers, **one})
    check_size(organization, design, len(weeks) * fields * len(organization))
    return Study(organization, (scenario,), design), Recording((design.first,), weeks)


def _what(body: Mapping[str, Any], numbers: Mapping[str, int]) -> tuple[Organization | None, Scenario | None, list[str]]:
    """The organization and the scenario, and what is wrong with them."""
    organization: Organization | None = None
    scenario: Scenario | None = None
    faults: list[str] = []
    try:
        organization = organization_of(body.get("organization"))
    except OrgsimError as error:
        faults += error.faults
    try:
        with COMPOSING:
            scenario = scenario_of(body.get("future") or {})
        if "weeks" in numbers:
            faults += event_faults({**from_scenario(scenario), "weeks": numbers["weeks"]})
    except OrgsimError as error:
        faults += error.faults
    return organization, scenario, faults


def _numbers(body: Mapping[str, Any], wanted: Mapping[str, Number]) -> tuple[dict[str, int], list[str]]:
    """The numbers that are as they should be, and a line for each of the others."""
    found, faults = {}, []
    for name, number in wanted.items():
        value = body.get(name, _USUAL.get(name))
        wrong = number_faults(name, value, number)
        faults += wrong
        if not wrong:
            assert value is not None
            found[name] = int(value)
    first, count = found.get("first"), found.get("replications")
    if first is not None and count is not None and first + count > _WORD + 1:
        faults.append(fault("first", first, f"at most {int(_WORD) + 1 - count}, so that {count} runs have 32-bit numbers"))
    return found, faults


def _recorded(value: Any, weeks: int | None) -> tuple[int, ...] | None:
    """Weeks in their order, or None where they are none."""
    most = limits.WEEKS.high if weeks is None else weeks
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        return None
    if not all(is_number(each, whole=True) and 0 <= each < most for each in value) or len(set(value)) < len(value):
        return None
    return tuple(sorted(int(each) for each in value))


def check_size(organization: Organization, design: Design, numbers: int = 0, scenarios: int = 1) -> None:
    """Raise ConfigurationError where the request is more than one answer may cost."""
    people = len(organization)
    work = people * design.weeks * design.replications * scenarios
    hint = "ask for fewer replications or weeks; the command line has no limits"
    if people > limits.PEOPLE:
        raise ConfigurationError(f"organization: {people:,} people; at most {limits.PEOPLE:,} are simulated here; {hint}")
    if work > limits.PERSON_WEEKS or numbers > limits.NUMBERS:
        raise ConfigurationError(
            f"replications={design.replications}: with {people:,} people it is too much to ask at once; {hint}"
        )
