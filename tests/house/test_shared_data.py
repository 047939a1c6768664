"""Tests on public data beside the repository are few and marked: one module says where the data lie."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_one_module_knows_where_the_data_lie() -> None:
    found = [path for path in TESTS.rglob("*.py") if '"shared" / "data"' in path.read_text(encoding="utf-8")]
    assert [path.name for path in found if path != Path(__file__)] == ["shared_data.py"]
