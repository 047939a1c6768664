"""Compiled kernels are kept, but never trusted beyond the sources they were made of, and never needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.engines.processes import copy_of_the_package, python

#: Prints the outcomes of a few weeks as bits, from the engine named.
RESULT = """
import sys
from orgsim.engines.run import run
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
organization = Organization.from_bosses([-1, 0, 0, 1, 1, 2, 2])
record = run(organization, Scenario(), Design(2, 20), execution=Execution(sys.argv[1], threads=1, lanes=1))
print(record.outcomes.tobytes().hex())
"""
COMPILING = "compiling the kernel"
RULE = (
    "model/rules/style.py",
    "return 0.5 * (mean_engagement + mean_experience)",
    "return 0.6 * (mean_engagement + mean_experience)",
)


def result(package: Path, engine: str, **environment: str) -> tuple[str, bool]:
    """The outcomes, and whether a kernel was compiled for them."""
    process = python(["-c", RESULT, engine], package, **environment)
    assert process.returncode == 0, process.stderr
    return process.stdout.strip(), COMPILING in process.stderr


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def first(package: Path, root: Path) -> str:
    """The outcomes of the first run, which fills the cache."""
    outcomes, compiled = result(package, "kernel", ORGSIM_CACHE_DIR=str(root))
    assert compiled
    return outcomes


def test_a_kernel_is_compiled_once(package: Path, root: Path, first: str) -> None:
    assert result(package, "kernel", ORGSIM_CACHE_DIR=str(root)) == (first, False)
    assert result(package, "mesa") == (first, False)


def test_a_cache_that_cannot_be_written_is_replaced_by_a_private_one(
    package: Path, root: Path, first: str, tmp_path: Path
) -> None:
    """The private folder already holds the kernel, so that finding it there is told from compiling."""
    file = tmp_path / "a file"
    file.touch()
    elsewhere = {"ORGSIM_CACHE_DIR": str(file), "NUMBA_CACHE_DIR": str(file), "HOME": str(file), "TMPDIR": str(tmp_path)}
    where = "from orgsim.engines.kernel.cache import folder; print(folder())"
    private = Path(python(["-c", where], package, **elsewhere).stdout.strip())
    assert tmp_path in private.parents
    usual = Path(python(["-c", where], package, ORGSIM_CACHE_DIR=str(root)).stdout.strip())
    assert usual.name == private.name
    shutil.copytree(usual, private, dirs_exist_ok=True)
    assert result(package, "kernel", **elsewhere) == (first, False)
    assert file.read_bytes() == b""


def test_a_damaged_cache_is_made_again(package: Path, root: Path, first: str, tmp_path: Path) -> None:
    """Index and code are cut short, as by a full disk."""
    damaged = tmp_path / "cache"
    shutil.copytree(root, damaged)
    files = [*damaged.rglob("*.nbi"), *damaged.rglob("*.nbc")]
    assert {file.suffix for file in files} == {".nbi", ".nbc"}
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert result(package, "kernel", ORGSIM_CACHE_DIR=str(damaged))[0] == first
    assert result(package, "kernel", ORGSIM_CACHE_DIR=str(damaged)) == (first, False)


def test_code_that_is_cut_short_is_made_again(package: Path, root: Path, first: str, tmp_path: Path) -> None:
    """The index is whole and points to code that is not."""
    damaged = tmp_path / "cache"
    shutil.copytree(root, damaged)
    for file in damaged.rglob("*.nbc"):
        file.write_bytes(file.read_bytes()[:-1000])
    assert result(package, "kernel", ORGSIM_CACHE_DIR=str(damaged))[0] == first


def test_an_edited_rule_changes_the_result_though_the_cache_is_warm(
    package: Path, root: Path, first: str, tmp_path: Path
) -> None:
    edited = copy_of_the_package(tmp_path)
    source = edited / "orgsim" / RULE[0]
    text = source.read_text(encoding="utf-8")
    assert text.count(RULE[1]) == 1
    source.write_text(text.replace(RULE[1], RULE[2]), encoding="utf-8")
    outcomes, compiled = result(edited, "kernel", ORGSIM_CACHE_DIR=str(root))
    assert compiled
    assert outcomes != first
    assert outcomes == result(edited, "mesa")[0]
    assert result(package, "kernel", ORGSIM_CACHE_DIR=str(root)) == (first, False)  # and the old kernel is still there
