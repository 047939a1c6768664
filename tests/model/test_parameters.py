"""The parameter table: every number once, described, within its bounds and where the kernel looks for it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from orgsim.model.parameters import BY_KEY, FIXED, LEVERS, TABLE, Context, Events, Levers, Parameter, Start
from orgsim.model.parameters.number import ASSUMED
from orgsim.model.parameters.table import CONTEXT_GROUPS, offset_of
from orgsim.model.scenario import Scenario

KEYS = [row.key for row in TABLE]
every_row = pytest.mark.parametrize("row", TABLE, ids=KEYS)


def counted(group: Any, numbers: Iterator[int]) -> Any:
    """A group in which each value is the next whole number; for groups of groups, each of theirs."""
    values = {
        name: counted(value, numbers) if isinstance(value, tuple) else float(next(numbers))
        for name, value in group._asdict().items()
    }
    return type(group)(**values)


def test_keys_are_unique() -> None:
    assert len(set(KEYS)) == len(KEYS) == len(BY_KEY)


@every_row
def test_a_default_lies_within_its_bounds(row: Parameter) -> None:
    assert row.number.low <= row.default <= row.number.high
    assert row.number.low < row.number.high
    assert math.isfinite(row.number.low)
    assert math.isfinite(row.number.high)
    assert not row.number.whole or row.default == int(row.default)


@every_row
def test_a_number_is_described_on_one_line(row: Parameter) -> None:
    for text in (row.number.unit, row.number.meaning, row.number.source):
        assert text.strip() == text != ""
        assert "\n" not in text


def test_sources_are_named_where_there_are_any() -> None:
    named = [row for row in TABLE if row.number.source != ASSUMED]
    assert len(named) >= 10
    assert all(any(character.isdigit() or character.isupper() for character in row.number.source) for row in named)


@every_row
def test_the_prefix_of_a_key_tells_its_kind(row: Parameter) -> None:
    kinds = {"context": "context", "start": "start", "events": "event", "levers": "lever"}
    assert row.kind == kinds[row.key.partition(".")[0]]
    assert row.key.endswith(f".{row.name}")


def test_levers_and_context_do_not_mix() -> None:
    assert {row.kind for row in LEVERS} == {"lever"}
    assert "lever" not in {row.kind for row in FIXED}
    assert TABLE == FIXED + LEVERS
    assert [row.name for row in LEVERS] == list(Levers._fields)


def test_the_model_s_levers_are_the_levers() -> None:
    model = {"coaching", "coaching_managers", "protected_time", "protected_agenda", "agreed_goal", "stretch", "replace_below"}
    assert {row.name for row in LEVERS} == model | {"retrospectives", "hiring_bar"}


def test_each_parameter_stands_where_the_kernel_reads_it() -> None:
    numbers = iter(range(1000))
    context, start, events = (counted(group, numbers) for group in (Context(), Start(), Events()))
    scenario = Scenario(context=context, start=start, events=events)
    fixed = scenario.fixed()
    assert fixed.tolist() == list(range(len(FIXED)))
    given: dict[str, float] = {}
    for prefix, groups in (("context.", scenario.context), ("events.", scenario.events)):
        for group, values in groups._asdict().items():
            given |= {f"{prefix}{group}.{name}": value for name, value in values._asdict().items()}
    given |= {f"start.{name}": value for name, value in scenario.start._asdict().items()}
    assert [given[row.key] for row in FIXED] == fixed.tolist()


@pytest.mark.parametrize(("prefix", "kind", "group"), CONTEXT_GROUPS, ids=[entry[0] for entry in CONTEXT_GROUPS])
def test_a_group_s_offset_is_where_its_values_start(prefix: str, kind: str, group: Any) -> None:
    start = offset_of(group)
    rows = FIXED[start : start + len(group._fields)]
    assert [row.key for row in rows] == [f"{prefix}.{name}" for name in group._fields]
    assert {row.kind for row in rows} == {kind}
    assert Scenario().fixed()[start : start + len(rows)].tolist() == list(group())


def test_levers_have_no_place_among_the_fixed() -> None:
    with pytest.raises(KeyError, match="Levers"):
        offset_of(Levers)  # type: ignore[arg-type]


def test_the_defaults_of_the_table_are_the_defaults_of_a_scenario() -> None:
    assert Scenario().fixed().tolist() == [row.default for row in FIXED]
    assert np.array_equal(Scenario().weekly_levers(3), np.tile([row.default for row in LEVERS], (3, 1)))
