"""The tutorial does what it says: its blocks run, in order, in an empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from orgsim.cli.main import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(python|bash)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
RESULTS = ("outcomes.png", "outcomes.svg", "weekly.parquet", "summary.csv", "config.yaml", "manifest.json")


def blocks(path: Path) -> list[tuple[str, str, int]]:
    """Language, code and first line of every block."""
    text = path.read_text(encoding="utf-8")
    return [(found[1], found[2], text[: found.start(2)].count("\n")) for found in BLOCK.finditer(text)]


def run_commands(code: str) -> None:
    """Every line is a call of `orgsim`."""
    for line in code.splitlines():
        command, *arguments = shlex.split(line, comments=True)
        assert command == "orgsim", line
        assert main(arguments) == 0, line


def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tutorial = ROOT / "docs" / "tutorial.md"
    names: dict[str, Any] = {"__name__": "tutorial"}
    for language, code, line in blocks(tutorial):
        if language == "bash":
            run_commands(code)
        else:
            exec(compile("\n" * line + code, str(tutorial), "exec"), names)
    for folder in ("first", "stronger", "timing", "again", "own", "two_years"):
        assert {path.name for path in Path(folder).iterdir()} == set(RESULTS), folder
    written = ("diagnosis/diagnosis.csv", "diagnosis/ledger.csv", "diagnosis/diagnosis.png", "many/survey_units.csv")
    shown = ("shown.html", "shown.pdf", "shown.csv", "shown.yaml", "shown_again/weekly.parquet")
    for name in ("led.png", "led.svg", "people.csv", "plans/two_years.yaml", *written, *shown):
        assert Path(name).is_file(), name
    assert Path("first/weekly.parquet").read_bytes() == Path("again/weekly.parquet").read_bytes()


def test_the_page_for_mesa_users_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = ROOT / "docs" / "mesa.md"
    names: dict[str, Any] = {"__name__": "mesa_page"}
    for _, code, line in blocks(page):
        exec(compile("\n" * line + code, str(page), "exec"), names)
    assert names["model"].week == 25
    assert {type(agent) for agent in names["model"].agents} >= {names["TrustedManager"]}
    assert len(names["rows"]) == 6
    assert names["people"].shape == (8 * len(names["department"]), 3)


def test_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for language, code, _ in blocks(ROOT / "README.md"):
        if language == "python":
            exec(compile(code, "README.md", "exec"), {"__name__": "readme"})


def test_the_readme_has_both_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, end in (("main", ".venv/bin/orgsim"), ("test", ".venv/bin/python -m pytest")):
        found = re.search(rf"<!-- {name} command -->\n```bash\n(.+)\n```\n", text)
        assert found is not None, name
        assert found[1].startswith("python3 -m venv .venv && .venv/bin/pip install -c constraints.txt "), name
        assert found[1].endswith(f" && {end}"), name


DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/mesa.md",
    "docs/odd.md",
    "docs/tutorial.md",
    "conf/calibration/README.md",
    "conf/patterns/README.md",
    "experiments/README.md",
    "results/README.md",
)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_links_lead_somewhere(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    targets = [each.partition("#")[0] for each in re.findall(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+\.[a-z]+[^)\s]*|LICENSE)\)", text)]
    assert not [each for each in targets if not each.startswith("http") and not (ROOT / path).parent.joinpath(each).exists()]
