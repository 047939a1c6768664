"""The table of free parameters: read, refused line by line, and to the unit cube and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.calibration.free import Free, from_unit, read_free, shipped_free, to_unit
from orgsim.errors import ConfigurationError
from tests.calibration.made import FREE

HEAD = "key,low,high,start\n"


def faults(folder: Path, text: str) -> tuple[str, ...]:
    (folder / "free.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        read_free(folder / "free.csv")
    return error.value.faults


def test_the_shipped_table_is_read_in_order() -> None:
    found = read_free(shipped_free())
    assert found
    assert all(each.low < each.high and each.low <= each.start <= each.high for each in found)


def test_without_a_start_the_middle_is_taken(tmp_path: Path) -> None:
    (tmp_path / "free.csv").write_text("key,low,high\ncontext.style.habit,1,2\n", encoding="utf-8")
    assert read_free(tmp_path / "free.csv") == [Free("context.style.habit", 1.0, 2.0, 1.5)]


def test_every_fault_is_one_line_with_the_row(tmp_path: Path) -> None:
    text = (
        HEAD + "context.style.habitt,1,2,\ncontext.style.habit,2,1,\ncontext.style.base,0,1,1.5\ncontext.style.peers,low,1,\n"
    )
    wrong, order, start, word = faults(tmp_path, text)
    assert wrong.endswith("context.style.habitt: not a parameter of the context; did you mean 'context.style.habit'?")
    assert order.endswith("context.style.habit: low=2, start=1.5, high=1: must be in this order")
    assert start.endswith("context.style.base: low=0, start=1.5, high=1: must be in this order")
    assert "context.style.peers low='low': must be a number from" in word
    assert all("row" in line and "\n" not in line for line in (wrong, order, start, word))


def test_repeated_missing_and_empty(tmp_path: Path) -> None:
    twice = faults(tmp_path, HEAD + 2 * "context.style.habit,1,2,\n")
    assert twice == ("free.csv: context.style.habit stands more than once",) or "stands more than once" in twice[0]
    assert any("high" in line for line in faults(tmp_path, "key,low\ncontext.style.habit,1\n"))


@given(st.lists(st.floats(0.02, 0.98), min_size=2, max_size=2))
def test_to_the_unit_cube_and_back(point: list[float]) -> None:
    values = from_unit(FREE, np.array(point))
    assert to_unit(FREE, values) == pytest.approx(point, abs=1e-3)
    again = from_unit(FREE, to_unit(FREE, values))
    assert again == pytest.approx(values, rel=1e-3, abs=2e-3)


def test_points_are_kept_inside_and_silent_values_start() -> None:
    assert to_unit(FREE, {each.key: each.low - 5 for each in FREE}) == pytest.approx([0.02, 0.02])
    assert to_unit(FREE, {}) == pytest.approx([0.5, 0.5])
    assert from_unit(FREE, np.array([-1.0, 2.0])) == {FREE[0].key: 0.0, FREE[1].key: 2.0}
