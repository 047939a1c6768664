"""Random studies for property tests: any organization shape, any scenario, any parameters within their bounds."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from orgsim.model.parameters import BY_KEY, Context, Events, Levers, NewHead, Parameter, Shock, Start
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.organization import Organization

#: Weeks of the cases: long enough for vacancies to be filled and events to strike.
WEEKS = 14


def value_of(row: Parameter) -> st.SearchStrategy[float]:
    """A value within the parameter's bounds: anywhere, at a bound, or the default."""
    low, high = float(row.number.low), float(row.number.high)
    if row.number.whole:
        return st.integers(int(low), min(int(high), WEEKS)).map(float) | st.just(row.default)
    return st.floats(low, high, allow_nan=False, allow_subnormal=False) | st.sampled_from((low, high, row.default))


def group_of(prefix: str, group: Any) -> st.SearchStrategy[Any]:
    """A parameter group in which up to four values differ from the defaults."""
    rows = [BY_KEY[f"{prefix}.{name}"] for name in group._fields]
    changes = st.lists(st.sampled_from(rows), max_size=4, unique_by=lambda row: row.key).flatmap(
        lambda chosen: st.fixed_dictionaries({row.name: value_of(row) for row in chosen})
    )
    return changes.map(lambda values: group()._replace(**values))


def contexts() -> st.SearchStrategy[Context]:
    """A context in which every group may differ from the defaults."""
    groups = {name: group_of(f"context.{name}", type(group)) for name, group in Context()._asdict().items()}
    return st.fixed_dictionaries(groups).map(lambda found: Context(**found))


def timings() -> st.SearchStrategy[Timing]:
    """When levers are pulled."""
    weeks = st.integers(0, WEEKS)
    return st.builds(Timing, week=weeks, ramp=weeks, end=st.none() | st.integers(WEEKS, 2 * WEEKS))


def scenarios() -> st.SearchStrategy[Scenario]:
    """A scenario with any context, start, levers and events."""
    events = st.builds(Events, shock=group_of("events.shock", Shock), new_head=group_of("events.new_head", NewHead))
    return st.builds(
        Scenario,
        name=st.just("random"),
        context=contexts(),
        start=group_of("start", Start),
        events=events,
        levers=group_of("levers", Levers),
        shift=timings(),
        timing=st.dictionaries(st.sampled_from(Levers._fields), timings(), max_size=2),
    )


@st.composite
def organizations(draw: Any, largest: int = 40) -> Organization:
    """Any tree: everyone but the head reports to someone before them."""
    size = draw(st.integers(2, largest))
    bosses = [-1] + [draw(st.integers(0, person)) for person in range(size - 1)]
    return Organization.from_bosses(bosses)
