"""The tables that documents take from the code are those the code would make today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from orgsim.model.outcomes import OUTCOMES
from orgsim.model.parameters import TABLE
from orgsim.model.state import PERSON_FIELDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_no_table_is_out_of_date(generate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"]) == 0, capsys.readouterr().out


def test_a_change_is_noticed_and_repaired(generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = tmp_path / "odd.md"
    stale.write_text("before\n<!-- generated: outcomes -->\nold\n<!-- end -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(generate, "DOCUMENTS", (stale,))
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert generate.main(["--check"]) == 1
    assert "old" in stale.read_text(encoding="utf-8")
    assert generate.main([]) == 0
    assert "`performance`" in stale.read_text(encoding="utf-8")
    assert generate.main(["--check"]) == 0


def test_the_description_has_every_parameter_outcome_field_and_rule(generate: ModuleType) -> None:
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    names = [row.key for row in TABLE] + [each.name for each in (*OUTCOMES, *PERSON_FIELDS)]
    assert not [name for name in names if f"| `{name}` |" not in text]
    for module in generate.rule_modules():
        assert f"<!-- generated: rules {module} -->" in text, module


def test_every_rule_states_itself(generate: ModuleType) -> None:
    for module in generate.rule_modules():
        source = generate.import_module(f"orgsim.model.rules.{module}")
        assert all(generate.equation(function) for function in generate.functions(source))
