"""What a page saves is what Python saves: the same configuration letter for letter, the same numbers, the same command."""

from __future__ import annotations

import json
import math
import shlex
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from orgsim.config import compose, to_job
from orgsim.export.configuration import configuration_of
from orgsim.export.report import report_of
from orgsim.export.tables import bands
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.spreadsheets import guarded, guarded_line
from orgsim.wasm.manifest import FOLDER, PARAMETERS
from orgsim.web.catalog import catalog
from orgsim.web.futures import overrides_of, scenario_of
from tests.tools import node

SCRIPT = Path(__file__).parent / "writing.mjs"
TRAP = {"scenario": "management_trap"}
FULL = {
    "scenario": "replace_untrusted",
    "fixed": {"context.trust.gain": 0.000012, "context.style.peers": 0, "events.shock.week": 20},
    "levers": {"coaching": 2.5},
    "shift": {"week": 104, "end": 280},
    "timing": {"replace_below": {"ramp": 3}, "coaching": {"end": "never"}},
}
USUAL: dict[str, Any] = {"organization": {"preset": "department"}, "weeks": 312, "seed": 1}
STATES: list[dict[str, Any]] = [
    *({**USUAL, "futures": {"A": TRAP, "B": {"scenario": each["name"]}, "C": None}} for each in catalog()["scenarios"]),
    *(
        {**USUAL, "organization": {"preset": each["name"]}, "futures": {"A": TRAP, "B": {"scenario": "half_hearted"}}}
        for each in catalog()["organizations"]
    ),
    {**USUAL, "weeks": 104, "seed": 7, "futures": {"A": FULL, "B": {**TRAP, "levers": {"coaching": 1}}, "C": TRAP}},
    {**USUAL, "futures": {"A": TRAP, "B": FULL, "C": {"scenario": "early_shift", "shift": {"week": 0, "end": None}}}},
    {**USUAL, "organization": {"own": {"name": "Ours: #1", "bosses": [-1, 0, 0, 1]}}, "futures": {"A": TRAP, "B": FULL}},
]
FLOATS = [0.0, 1.0, -2.0, 0.1, 1e-4, 9.999e-5, 1.5e-7, 1e15, 1e16, 123456789012345680.0, 1e22, 1 / 3, -0.0625, 5e-324, 40.25]
TEXTS = [
    "plain", "a: b", "ends:", "a #b", "- x", "-x", "true", "No", "12", "1.5e3", "it's", "'quoted'", "", "~", "a, b", "[x",
    "é — ü", "2026-11-24", "?", "@x", " lead", "trail ", "=", "null", "x: ", "0x1f", "yes, no",
]  # fmt: skip
CELLS = [
    *TEXTS, "=1+1", "'=1+1", "''+x", "-1.5", "'-1.5", "-1e-3", "-inf", "@SUM(A1)", " =x", '"=x', "a,=x", "a; +1, +y", "＝x",
    "-", " -3", "a\t@x", "\r=x", "+\nx", "'\t", "1_0", "-1_0", "+.5", "-5.", "=😀",
]  # fmt: skip
#: Near numbers a page writes quotes where Python sees that none are needed; both are read as the same text.
QUOTED_ALIKE = ("1.5e3",)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the page's scripts write for all cases, in one run of Node."""
    tool = node()
    folder = tmp_path_factory.mktemp("writing")
    report = small_report()
    width = len(OUTCOME_NAMES)
    columns = [
        {
            "name": name,
            "title": "it",
            "values": [None if math.isnan(each) else each for each in _values(dataset).ravel().tolist()],
        }
        for name, dataset in report.results.items()
    ]
    shape = _values(next(iter(report.results.values()))).shape
    assert shape[2] == width
    asked = {"columns": columns, "runs": {"replications": shape[0], "weeks": shape[1]}, "outcomes": ["trust", "quits"]}
    cases = {"states": STATES, "floats": FLOATS, "texts": TEXTS, "cells": CELLS, "bands": asked}
    (folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    command = [tool, str(SCRIPT), str(FOLDER / PARAMETERS), str(folder / "cases.json"), str(folder / "results.json")]
    subprocess.run(command, check=True, timeout=60)
    found: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return found


def small_report() -> Any:
    futures = {"A": TRAP, "B": {"scenario": "early_shift"}}
    return report_of({"organization": {"preset": "team"}, "futures": futures, "weeks": 30, "seed": 3}, replications=5)


def _values(dataset: Any) -> Any:
    return np.stack([dataset[name].transpose("replication", "week").to_numpy() for name in OUTCOME_NAMES], axis=2)


@pytest.mark.parametrize("place", range(len(STATES)))
def test_the_configuration_is_the_same_text(written: dict[str, Any], place: int) -> None:
    assert written["states"][place]["configuration"] == configuration_of(report_of(STATES[place]))


@pytest.mark.parametrize("place", range(len(STATES)))
def test_the_command_runs_the_same_study(written: dict[str, Any], place: int) -> None:
    state, found = STATES[place], written["states"][place]
    future = state["futures"]["B"]
    assert found["overrides"] == overrides_of(future)
    if "own" in state["organization"]:
        assert found["command"] is None
        return
    program, *overrides = shlex.split(found["command"])
    study = to_job(compose(overrides)).study
    expected = report_of(state).study
    assert program == "orgsim"
    assert study.scenarios == (scenario_of(future),)
    assert study.design == expected.design
    assert study.organization.fingerprint() == expected.organization.fingerprint()


def test_numbers_are_written_as_python_writes_them(written: dict[str, Any]) -> None:
    assert written["floats"] == [repr(each) for each in FLOATS]


def test_texts_are_read_as_what_they_were(written: dict[str, Any]) -> None:
    for text, found in zip(TEXTS, written["texts"], strict=True):
        assert yaml.safe_load(found) == {"text": text}, text
    plain = [text for text in TEXTS if text not in QUOTED_ALIKE]
    same = [yaml.safe_dump({"text": text}, allow_unicode=True, width=120) for text in plain]
    assert [found for text, found in zip(TEXTS, written["texts"], strict=True) if text in plain] == same


def test_the_bands_are_the_same_rows(written: dict[str, Any]) -> None:
    expected = bands(small_report(), ["trust", "quits"])
    text = written["bands"]
    assert text.count("# - ") == len(catalog()["leaves_out"]["statements"])
    assert "".join(line + "\n" for line in text.splitlines() if line[0] != "#") == expected.to_csv(
        index=False, lineterminator="\n"
    )
    pd.testing.assert_frame_equal(pd.read_csv(StringIO(text), comment="#"), expected, check_dtype=False)


def test_cells_are_kept_from_spreadsheets_alike(written):
    assert written["cells"] == [[guarded(text), guarded_line(text)] for text in CELLS]
