"""The WebAssembly module in the package belongs to the model as it is, and gives the native kernel's bits."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from orgsim.cli.verbs import run_verb
from orgsim.model.parameters import Levers
from orgsim.model.schedule import Timing, weekly_value
from orgsim.organization import Organization
from orgsim.wasm.build import assembled
from orgsim.wasm.check import Case, cases, compare, words
from orgsim.wasm.host import WasmKernel
from orgsim.wasm.manifest import FOLDER, MANIFEST, PARAMETERS, WASM, faults, read, tools

SMALL_ENOUGH = 120_000


@pytest.fixture(scope="module")
def kernel() -> WasmKernel:
    return WasmKernel(*read())


def test_package_holds_the_module_of_this_model() -> None:
    assert faults() == []


def test_module_is_built_to_the_same_bytes_by_the_same_tools() -> None:
    manifest, module = read()
    built = assembled()
    if manifest["tools"] == tools():
        assert built == module
    small = replace(cases()[2], scenarios=cases()[2].scenarios[:2])
    assert compare(WasmKernel(manifest, built), small).different == 0


def test_module_imports_nothing_and_is_small(kernel: WasmKernel) -> None:
    assert kernel.imports == []
    assert (FOLDER / WASM).stat().st_size <= SMALL_ENOUGH


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_module_gives_the_native_bits(kernel: WasmKernel, case: Case) -> None:
    few = replace(case, scenarios=case.scenarios[::4], seeds=case.seeds[:1], replications=3, weeks=120)
    compared = compare(kernel, few)
    assert compared.different == 0, compared.first
    assert compared.doubles > 10_000


def test_a_bit_is_noticed() -> None:
    values = np.array([0.0, np.nan, 1.0])
    assert (words(values) == words(values.copy())).all()
    assert (words(values) != words(np.array([-0.0, np.nan, np.nextafter(1.0, 2.0)]))).tolist() == [True, False, True]


def test_one_bit_in_one_run_is_found(kernel: WasmKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    true = kernel.run

    def nearly(*given: Any, **more: Any) -> Any:
        outcomes, people = true(*given, **more)
        outcomes = outcomes.copy()
        outcomes[1, 7, 0] = np.nextafter(outcomes[1, 7, 0], 2.0)
        return outcomes, people

    monkeypatch.setattr(kernel, "run", nearly)
    small = replace(cases()[2], scenarios=("new_head",), seeds=(1,), weeks=30)
    compared = compare(kernel, small)
    assert (compared.different, compared.first) == (1, "new_head, seed 1: outcomes")


@pytest.mark.parametrize(
    "boss", [[-1], [0, 1], [-1, -1], [-1, 2, 1], [-1, 1], [-1, 7], [-1, -5], [1, 2, 0]], ids=lambda boss: str(boss)
)
def test_what_is_no_tree_is_refused(kernel: WasmKernel, boss: list[int]) -> None:
    with pytest.raises(ValueError, match="do not make a tree"):
        kernel.organize(np.array(boss))


@pytest.mark.parametrize("timing", [Timing(), Timing(5), Timing(3, 7), Timing(4, 6, 8), Timing(10, 0, 5), Timing(2, 90, 60)])
def test_levers_by_week_are_the_schedules(kernel: WasmKernel, timing: Timing) -> None:
    kernel.organize(Organization.synthetic(leaders=0).boss)
    everyday, pulled = np.linspace(-1, 0.3, len(Levers._fields)), np.linspace(0.7, 0.1, len(Levers._fields))
    dates = np.tile([timing.week, timing.ramp, -1 if timing.end is None else timing.end], (len(everyday), 1))
    given = kernel.levers(everyday, pulled, dates, 80)
    for lever, (low, high) in enumerate(zip(everyday, pulled, strict=True)):
        assert given[:, lever].tobytes() == weekly_value(low, high, timing, 80).tobytes()


def copied(folder: Path) -> Path:
    for name in (WASM, MANIFEST, PARAMETERS):
        shutil.copy(FOLDER / name, folder / name)
    return folder


def edited(folder: Path, **changes: object) -> Path:
    """A copy whose manifest says something else."""
    copied(folder)
    content = json.loads((folder / MANIFEST).read_text(encoding="utf-8")) | changes
    (folder / MANIFEST).write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_another_model_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(tmp_path, model="0" * 64)
    assert run_verb("wasm", ["check", "--output", str(tmp_path)]) == 1
    expected = f"{tmp_path / MANIFEST}: made from another version of the model; run: orgsim wasm build\n"
    assert capsys.readouterr().out == expected


def test_other_sources_are_noticed(tmp_path: Path) -> None:
    assert faults(edited(tmp_path, sources="0")) == [f"{tmp_path / MANIFEST}: made from other sources; run: orgsim wasm build"]


def test_other_tables_are_noticed(tmp_path: Path) -> None:
    found = faults(edited(tmp_path, fixed={"context.trust.gain": 0.1}))
    assert found == [f"{tmp_path / MANIFEST}: does not say how the module is called; run: orgsim wasm build"]
    (copied(tmp_path) / PARAMETERS).write_text("{}", encoding="utf-8")
    found = faults(tmp_path)
    assert found == [f"{tmp_path / PARAMETERS}: not the tables and scenarios as they are; run: orgsim wasm build"]


def test_another_module_and_none_are_noticed(tmp_path: Path) -> None:
    (copied(tmp_path) / WASM).write_bytes(b"\0asm")
    assert faults(tmp_path) == [f"{tmp_path / WASM}: not the module of manifest.json; run: orgsim wasm build"]
    (tmp_path / WASM).unlink()
    assert faults(tmp_path) == [f"{tmp_path / WASM}: no such file; run: orgsim wasm build"]


def test_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from orgsim.errors import ConfigurationError
    from orgsim.wasm import build

    monkeypatch.setattr(build, "find_spec", lambda name: None)
    for what in ("build", "check"):
        with pytest.raises(ConfigurationError, match=rf"^orgsim wasm {what} needs \w+: pip install 'orgsim\[wasm\]'$"):
            run_verb("wasm", [what])
