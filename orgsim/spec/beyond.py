"""What a run is too short for: dates of a scenario that lie beyond its last week. Such a run is not refused, but it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from orgsim.model.scenario import Scenario


def beyond(scenarios: Iterable[Scenario], weeks: int, but: Collection[str] = ()) -> list[str]:
    """A line for each date that a run of `weeks` does not reach, except those of the keys in `but`."""
    return list(dict.fromkeys(line for each in scenarios for line in _of_one(each, weeks, but)))


def _of_one(scenario: Scenario, weeks: int, but: Collection[str]) -> Iterator[str]:
    for key, week in _dates(scenario).items():
        if week >= weeks and key not in but:
            what = f"shifts in week {week}" if key == "shift.week" else f"has {key}={week}"
            yield f"{scenario.name} {what}, which this run does not reach"


def _dates(scenario: Scenario) -> dict[str, int]:
    """The week of everything that happens, by full key; of a lever only what it does not share with the shift."""
    shift = scenario.shift
    found = {"shift.week": shift.week, "shift.end": shift.end}
    for name, own in scenario.timing.items():
        found |= {f"timing.{name}.week": own.week} if own.week != shift.week else {}
        found |= {f"timing.{name}.end": own.end} if own.end != shift.end else {}
    found |= {f"events.{name}.week": event.week for name, event in scenario.events._asdict().items()}
    return {key: int(week) for key, week in found.items() if week is not None}
