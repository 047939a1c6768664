"""Rows that are compared compute the same model: one rule source under NumPy, and a hand-written twin with the same bits."""

from __future__ import annotations

import pytest

from benchmarks import twin, worker
from benchmarks.compiler import compilers
from benchmarks.limit import operations
from benchmarks.measuring import fingerprint
from benchmarks.processes import answer
from benchmarks.workload import QUICK, SCENARIO, SEED
from benchmarks.workspace import Workspace
from orgsim.engines.run import run
from orgsim.spec.study import Design, Execution

WEEKS = 120


def test_the_stages_on_numpy_arrays_give_the_kernels_bits() -> None:
    found = answer("over_replications", QUICK.name, "--batch", 5, "--compare")
    kernel = run(QUICK.organization, SCENARIO, Design(5, QUICK.weeks_compared, SEED), execution=Execution("kernel", 1)).outcomes
    assert found["all"] == fingerprint(kernel)
    assert found["sha256"] == fingerprint(kernel[0])


def test_mesa_alone_has_other_dice_and_a_department_like_ours() -> None:
    found = answer("idiomatic", QUICK.name)
    kernel = run(
        QUICK.organization, SCENARIO, Design(64, QUICK.weeks_compared, SEED), execution=Execution("kernel", 1)
    ).outcomes
    performance = kernel[:, -1, 0]
    assert found["performance"] not in performance
    assert abs(found["performance"] - performance.mean()) < 0.25


def test_the_twin_in_c_leaves_the_kernels_bits() -> None:
    """Long enough for people to leave and be replaced; every compiler that is here must agree."""
    workspace = Workspace(QUICK.organization, 3)
    expected = worker.left_by(worker.kernel, workspace, WEEKS)
    assert expected != worker.left_by(worker.kernel, workspace, WEEKS - 1)
    for compiler in compilers():
        assert worker.left_by(twin.twin_weeks(compiler), workspace, WEEKS) == expected, compiler


def test_without_a_compiler_the_kernel_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.compiler.COMPILERS", ())
    part = worker.measure(QUICK)
    assert [row[0] for row in part.rows] == [worker.KERNEL]
    assert part.notes[0].startswith("No C compiler here")


def test_operations_of_a_workers_week() -> None:
    """Both halves of eight of Philox's ten rounds differ from worker to worker; four uniforms; only the logistic divides."""
    counts = answer("counting")
    assert (counts["half_round"], counts["convert"], counts["divide"]) == (16, 4, 1)
    assert counts["multiply"] > 4
    assert operations(counts).count("multiplier") == 16
    assert operations(counts).count("one /") == 1
