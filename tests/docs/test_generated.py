"""The tables that documents take from the code are those the code would make today."""

from __future__ import annotations

import importlib.util
from math import isinf
from pathlib import Path
from types import ModuleType

import pytest

from orgsim.calibration.simulator import Setting, Trial
from orgsim.calibration.targets import MUST, read_targets, shipped_targets
from orgsim.claims.experiment import experiment_names, load_experiment
from orgsim.cli.verbs import verbs
from orgsim.model.mechanisms import MECHANISMS
from orgsim.model.outcomes import OUTCOMES
from orgsim.model.parameters import TABLE
from orgsim.model.state import PERSON_FIELDS
from orgsim.surveying.instrument import LABELS
from orgsim.validation.table import Pattern

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


def block(name: str) -> list[str]:
    """The lines of a generated block of the description."""
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    _, _, rest = text.partition(f"<!-- generated: {name} -->\n")
    assert rest, name
    return rest.partition("\n<!-- end -->")[0].splitlines()


def test_the_description_has_every_target_mechanism_and_survey_item() -> None:
    targets = [target for target in read_targets(*shipped_targets()) if target.weight >= MUST]
    shown = block("patterns")[2:]
    names = [line.split(" | ")[0] for line in shown]
    assert [name for name in names if name in {f"| {target.name}" for target in targets}] == [
        f"| {target.name}" for target in targets
    ]
    assert all(line.split(" | ")[3] in ("yes", "**no**") for line in shown)
    assert [line.split(" | ")[0] for line in block("mechanisms")[2:]] == [f"| {each.name}" for each in MECHANISMS]
    reported = [tuple(line.strip("| ").split(" | ")[:2]) for line in block("survey")[2:]]
    assert sorted(reported) == sorted((f"`{name}`", label) for name, label in LABELS.items())


def test_a_figure_outside_its_range_is_not_called_a_success(generate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(targets: list[Pattern], values: dict[str, float], setting: Setting, fit: bool) -> Trial:
        assert (values, fit) == ({}, False)
        return Trial({}, {}, {target.name: target.high + 1.0 for target in targets})

    monkeypatch.setattr("orgsim.calibration.simulator.try_values", elsewhere)
    generate.patterns.cache_clear()
    said = [line.split(" | ")[3] for line in generate.patterns("").splitlines()[2:]]
    generate.patterns.cache_clear()
    targets = [target for target in read_targets(*shipped_targets()) if target.weight >= MUST or not isinf(target.high)]
    assert said == ["yes" if isinf(target.high) else "**no**" for target in targets]


def test_every_experiment_and_every_verb_is_named() -> None:
    experiments = (ROOT / "experiments" / "README.md").read_text(encoding="utf-8")
    for name in experiment_names():
        assert f"| [{name}]({name}/config.yaml) | {load_experiment(name).id}: {load_experiment(name).title} |" in experiments
    documents = [path for folder in ("", "docs", "experiments", "conf/calibration") for path in (ROOT / folder).glob("*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    assert not [name for name in verbs() if f"orgsim {name}" not in text]


def test_every_rule_states_itself(generate: ModuleType) -> None:
    for module in generate.rule_modules():
        source = generate.import_module(f"orgsim.model.rules.{module}")
        assert all(generate.equation(function) for function in generate.functions(source))
