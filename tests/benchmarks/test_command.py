"""One command measures, prints and writes; no figure of time is tested, only that they are there and what they are of."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import PARTS, main
from benchmarks.machine import ROOT
from benchmarks.processes import environment

MEASURED = ("engines", "many", "large", "charts", "browser")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str, str]:
    """The JSON, the Markdown and what was printed of a small run."""
    folder = tmp_path_factory.mktemp("results")
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", *MEASURED, "--output", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    (data,) = folder.glob("*.json")
    found = json.loads(data.read_text(encoding="utf-8"))
    assert data.stem == found["machine"]["commit"]
    return found, (folder / "latest.md").read_text(encoding="utf-8"), done.stdout


def rows(written: tuple[dict[str, Any], str, str], part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = written[0]["parts"][part]["rows"]
    return found


def test_all_exact_implementations_have_one_hash(written: tuple[dict[str, Any], str, str]) -> None:
    table = {row["implementation"]: row for row in rows(written, "engines")}
    hashes = {name: row["sha256 of replication 0, 4 weeks"] for name, row in table.items()}
    assert hashes.pop("Mesa alone, idiomatically") is None
    assert len(hashes) == 4
    assert len(set(hashes.values())) == 1
    assert "All hashes are equal." in written[0]["parts"]["engines"]["notes"][0]


def test_every_row_has_its_figures(written: tuple[dict[str, Any], str, str]) -> None:
    for row in rows(written, "engines"):
        for heading in ("ns CPU / person-week", "× faster than our Mesa", "× faster than Mesa alone", "peak MB of a process"):
            assert row[heading] > 0.0
            assert math.isfinite(row[heading])


def test_threads_change_no_bit(written: tuple[dict[str, Any], str, str]) -> None:
    one, two = rows(written, "many")
    assert one["sha256 of all outcomes"] == two["sha256 of all outcomes"]
    assert one["wall, 1 thread / this"] == 1.0


def test_the_browsers_kernel_gives_the_same(written: tuple[dict[str, Any], str, str]) -> None:
    assert len({row["sha256 of all outcomes"] for row in rows(written, "browser")}) == 1
    assert written[0]["parts"]["browser"]["notes"][0] == "All hashes are equal."


def test_a_company_is_the_same_on_any_number_of_threads(written: tuple[dict[str, Any], str, str]) -> None:
    one, two, few, many = rows(written, "large")
    assert one["sha256 of the means"] == two["sha256 of the means"]
    assert "4,155 people" in one[""]
    assert few["sha256 of the means"] != many["sha256 of the means"]
    assert all(row["peak MB of the process"] > 0 for row in (one, two, few, many))


def test_the_machine_and_the_code_are_described(written: tuple[dict[str, Any], str, str]) -> None:
    machine = written[0]["machine"]
    assert {"commit", "model", "processor", "caches", "python", "numba", "llvm", "numpy", "mesa"} <= machine.keys()
    assert all(machine.values())


def test_no_place_of_this_machine_is_written(written: tuple[dict[str, Any], str, str]) -> None:
    data, page, _ = written
    for text in (json.dumps(data), page):
        assert str(ROOT) not in text
        assert str(Path.home()) not in text


def test_tables_read_the_same_on_screen_and_in_the_page(written: tuple[dict[str, Any], str, str]) -> None:
    data, page, printed = written
    assert set(data["parts"]) == set(MEASURED)
    for part in data["parts"].values():
        assert f"## {part['title']}" in page
        for text in (part["title"], *part["notes"]):
            assert text in printed
            assert text in page


def test_an_unknown_part_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--only", "everything"])
    assert stop.value.code == 2
    message = capsys.readouterr().err
    assert "everything" in message
    assert all(name in message for name in PARTS)
