"""Every command that a document or a help prints runs as it is typed, from the installed wheel, with smaller settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.printed import of_document, of_help
from tests.packaging.shortened import MEANT, NOT_HERE, called, replaced
from tests.packaging.trial import DOCUMENTS, HELPS, SOURCES, Trial


@pytest.fixture(scope="module")
def trial(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Everything tried, once."""
    tried = Trial(installed, tmp_path_factory.mktemp("printed"))
    tried.try_all()
    return tried


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_printed_runs(source: str, trial: Trial) -> None:
    assert not trial.faults[source], "\n".join(trial.faults[source])


def test_commands_are_found_where_they_are_printed(trial: Trial) -> None:
    counts = {source: len(found) for source, found in trial.printed.items()}
    assert not [document for document in DOCUMENTS if not counts[document]]
    assert sum(counts[each] for each in DOCUMENTS) > 130
    without = {"orgsim scenarios --help", "orgsim parameters --help", "orgsim verify --help"}
    assert {each for each in HELPS if not counts[each]} == without


def test_the_tables_name_only_what_is_printed(trial: Trial) -> None:
    every = {each.text.removeprefix(".venv/bin/") for found in trial.printed.values() for each in found}
    assert not MEANT.keys() - every
    printed = {called(MEANT.get(text, text).split()[1:], NOT_HERE) for text in every}
    assert not NOT_HERE.keys() - printed


def test_commands_are_read_as_a_reader_reads_them() -> None:
    page = (
        "Take `orgsim power` or `orgsim gallery\ns06`.\n\n    .venv/bin/orgsim a && .venv/bin/orgsim b  # both\n\n"
        "```bash\norgsim -m 'x=interval(0,  1)' y=2   # a sweep's\n```\n"
    )
    found = [(each.line, each.text) for each in of_document("page", page)]
    assert found == [
        *((1, "orgsim power"), (1, "orgsim gallery s06"), (4, ".venv/bin/orgsim a"), (4, ".venv/bin/orgsim b")),
        (7, "orgsim -m 'x=interval(0,  1)' y=2"),
    ]
    text = (
        "orgsim simulates\nusage: orgsim x\n\n  orgsim --multirun a=1,2 \\\n         b=3\n  orgsim viz   Mesa's (orgsim c=1)\n"
    )
    assert [each.text for each in of_help("help", text)] == ["orgsim --multirun a=1,2 b=3", "orgsim viz", "orgsim c=1"]


def test_smaller_settings_take_the_place_of_printed_ones() -> None:
    words = ["-m", "points=1000", "levers.coaching=1,2", "--sample", "20"]
    assert replaced(words, ["points=8", "weeks=60", "--sample", "1"]) == [
        *("-m", "levers.coaching=1,2", "points=8", "weeks=60", "--sample", "1"),
    ]
