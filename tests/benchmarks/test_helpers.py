"""Fair turns, honest ratios, and replacements that come in time or not at all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import charts, starting
from benchmarks.compiler import compilers, library
from benchmarks.measuring import Part, interleaved, medians, peak_megabytes, ratio
from benchmarks.processes import answer
from benchmarks.replacing import replace
from benchmarks.report import markdown, text
from benchmarks.workload import QUICK
from orgsim.model import arithmetic
from orgsim.organization import Organization


def test_rows_take_turns_after_one_untimed_call_each() -> None:
    called: list[str] = []
    times = interleaved({"a": lambda: called.append("a"), "b": lambda: called.append("b")}, 2)
    assert called == ["a", "b", "a", "b", "a", "b"]
    assert {name: len(measured) for name, measured in times.items()} == {"a": 2, "b": 2}


def test_ratios_are_taken_round_by_round() -> None:
    times = {"slow": [2.0, 40.0, 6.0], "base": [1.0, 10.0, 3.0]}
    assert ratio(times, "slow", "base") == 2.0
    assert medians(times) == {"slow": 6.0, "base": 3.0}


def test_memory_of_this_process_is_plausible() -> None:
    assert 20.0 < peak_megabytes() < 100_000.0


def test_tables_show_missing_cells_as_dashes() -> None:
    part = Part("Title", (("name", ""), ("value", ",.1f")), [("a", 1234.56), ("b", None)], ["A note."])
    assert part.as_json()["rows"] == [{"name": "a", "value": 1234.56}, {"name": "b", "value": None}]
    assert text(part).splitlines()[2:5] == ["name    value", "a     1,234.6", "b           –"]
    assert "| a | 1,234.6 |" in markdown(part)


def test_replacing_what_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.replacing.USERS", ("no.such.package",))
    with pytest.raises(RuntimeError, match=r"orgsim\.model\.arithmetic has no function exponental to replace"):
        replace(arithmetic, {"exponental": abs})


def test_replacing_too_late_is_refused() -> None:
    import_module("orgsim.model.rules.style")
    with pytest.raises(RuntimeError, match="has been imported and holds the functions that were to be replaced"):
        replace(arithmetic, {"exponential": abs})
    assert arithmetic.exponential(0.0) == 1.0


def test_charts_that_are_not_here_are_named(tmp_path: Path) -> None:
    part = charts.measure(QUICK, tmp_path)
    assert [row[0] for row in part.rows] == ["even department"]
    assert part.notes[-1] == "Skipped, as their public organograms are not here: HM Treasury, DWP."


def test_an_even_twin_has_about_the_same_size() -> None:
    uneven = Organization.synthetic(5, 7, 9, spread=0.9)
    even = charts.even_twin(uneven)
    assert even.supervisors == pytest.approx(uneven.supervisors, rel=0.15)
    assert even.workers == pytest.approx(uneven.workers, rel=0.15)


def test_a_start_is_measured_cold_and_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process sees an empty cache folder at first, and afterwards what it left there."""
    program = "import os, pathlib; pathlib.Path(os.environ['ORGSIM_CACHE_DIR'], 'kept').write_bytes(b'x' * 2_000_000)"
    monkeypatch.setattr("benchmarks.starting.ROWS", {"keeps": ("-c", program)})
    (row,) = starting.measure(QUICK).rows
    assert row[0] == "keeps"
    assert row[-1] == 2.0
    assert all(isinstance(seconds, float) and seconds > 0.0 for seconds in row[1:5])


def test_a_process_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match=r"benchmarks\.alone failed: .*KeyError: 'no such size'"):
        answer("alone", "no such size", "nothing")


def test_c_that_does_not_compile_says_why(tmp_path: Path) -> None:
    source = tmp_path / "broken.c"
    source.write_text("int main(void) { return nothing; }", encoding="utf-8")
    for compiler in compilers()[:1]:
        with pytest.raises(RuntimeError, match=r"does not compile broken\.c"):
            library(source, compiler, {})
