"""`orgsim warmup`: what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsim.cli import compiling
from orgsim.cli.compiling import Compilable, Warmed
from orgsim.cli.main import main
from orgsim.engines.kernel import cache

Captured = pytest.CaptureFixture[str]
HOME, OLD = f"kernel-{'a' * 20}", f"kernel-{'b' * 20}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of our own, a list of two functions that compile at once, and no old folder."""
    (tmp_path / HOME).mkdir()
    (tmp_path / HOME / "code").write_bytes(bytes(3_200_000))
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / HOME)
    monkeypatch.setattr(compiling, "warm", lambda function: Warmed(function.name == "one", 1.26, 800_000))

    def listed(every: bool = False) -> tuple[Compilable, ...]:
        names = ("one", "two", "three") if every else ("one", "two")
        return tuple(Compilable(name, f"function {name}", lambda: None) for name in names)

    monkeypatch.setattr(compiling, "compilables", listed)
    return tmp_path


def test_it_says_what_it_did_and_where_it_lies(folder: Path, capsys: Captured) -> None:
    assert main(["warmup"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1/2 function one  compiled in 1.3 s, 0.8 MB",
        "2/2 function two  was there, read in 1.3 s, 0.8 MB",
        f"cache: {folder / HOME}, 3.2 MB",
    ]


def test_everything_on_request(capsys: Captured) -> None:
    assert main(["warmup", "--all"]) == 0
    assert "3/3 function three" in capsys.readouterr().out


def test_clearing_compiles_nothing(folder: Path, capsys: Captured) -> None:
    (folder / OLD).mkdir()
    (folder / OLD / "code").write_bytes(bytes(1_500_000))
    assert main(["warmup"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "folders of other versions beside it: 1 (1.5 MB); orgsim warmup --clear throws them away"
    assert main(["warmup", "--clear"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "thrown away, folders of other versions: 1 (1.5 MB)",
        f"cache: {folder / HOME}, 3.2 MB",
    ]
    assert [path.name for path in folder.iterdir()] == [HOME]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--clear", "--all"], "argument --all: not allowed with argument --clear"),
        (["--cleer"], "unrecognized arguments: --cleer; did you mean '--clear'?"),
        (["lanes=4"], "unrecognized arguments: lanes=4"),
    ],
)
def test_mistakes(words: list[str], line: str, capsys: Captured) -> None:
    assert main(["warmup", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"orgsim: error: orgsim warmup: {line}; orgsim warmup --help lists the options\n"


def test_without_the_compiler_there_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("numba.config.DISABLE_JIT", 1)
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    assert main(["warmup"]) == 2
    line = "NUMBA_DISABLE_JIT=1: the compiler is switched off, so there is nothing to compile"
    assert capsys.readouterr().err == f"orgsim: error: {line}\n"
