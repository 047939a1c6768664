"""The module that a browser runs gives Python's numbers in Node's own engine, the same as Chromium's."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from orgsim.config import load_scenario
from orgsim.engines.kernel.run import run_kernel
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Recording
from orgsim.wasm.check import shuffled
from orgsim.wasm.manifest import FOLDER
from orgsim.web.catalog import catalog
from tests.tools import node

SCENARIOS = ("lead_after_turnaround", "coached_for_a_year", "new_head")
RECORDED = (0, 30, 59)


def write_cases(folder: Path) -> int:
    """Cases with what Python gives for them; returns the numbers that node is to compare."""
    about = {each["name"]: each for each in catalog()["scenarios"]}
    uneven = Organization.synthetic(leaders=3, managers_per_leader=2, workers_per_manager=4, spread=0.9, seed=1)
    boss = shuffled(uneven.boss.astype(np.int64), np.random.Generator(np.random.Philox(key=1)))
    cases, numbers = [], 0
    for place, name in enumerate(SCENARIOS):
        design = Design(replications=3, weeks=60, seed=4_000_000_000 + place, unit=place, first=place)
        scenario = load_scenario(name)
        execution = Execution("kernel", 1, None)
        record = run_kernel(Organization.from_bosses(boss), scenario, design, execution, Recording((design.first,), RECORDED))
        assert record.people is not None
        (folder / f"{name}.outcomes").write_bytes(record.outcomes.tobytes())
        (folder / f"{name}.people").write_bytes(record.people.values.tobytes())
        numbers += 2 * record.outcomes.size + record.people.values.size
        given = {"name": name, "bosses": boss.tolist(), "recorded": RECORDED}
        given |= {key: about[name][key] for key in ("fixed", "levers")}
        given |= {key: getattr(design, key) for key in ("replications", "weeks", "seed", "unit", "first")}
        cases.append(given)
    (folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    return numbers


def test_node_gives_the_same_bits(tmp_path: Path) -> None:
    tool = node()  # without it, wasmtime compares the same module in tests/wasm
    numbers = write_cases(tmp_path)
    command = [tool, str(Path(__file__).with_name("kernel.mjs")), str(FOLDER), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == numbers


@pytest.mark.parametrize("name", SCENARIOS)
def test_catalog_holds_what_makes_a_scenario(name: str) -> None:
    scenario, row = load_scenario(name), next(each for each in catalog()["scenarios"] if each["name"] == name)
    assert row["title"] == scenario.title
    for lever, given in row["levers"].items():
        assert given["value"] == getattr(scenario.levers, lever)
        assert given["week"] == scenario.timing.get(lever, scenario.shift).week
