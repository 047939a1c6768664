"""A calibration as a context: composed like any other, its members chosen by number."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from orgsim.calibration.ensemble import ensemble_of
from orgsim.calibration.writing import calibration_text
from orgsim.config import compose, to_scenario
from orgsim.config.ensemble import with_member
from orgsim.errors import ConfigurationError
from orgsim.writing import write_text
from tests.calibration.made import FREE, GAIN, PATIENCE, pair, pattern

CONFIG = {
    "context": {"style": {"habit": 1.0}},
    "calibration": {"ensemble": [{"style.habit": 1.1}, {"style.habit": 1.2}]},
}
SETS = [pair(0.05, 1.5), pair(0.02, 1.2), pair(0.08, 1.8)]
TEXT = calibration_text(ensemble_of(FREE, SETS), [pattern("one", 0, 1)], "orgsim calibrate", name="mine", provenance={})


def refused(config: dict) -> str:
    with pytest.raises(ConfigurationError) as error:
        with_member(config, frozenset())
    [line] = error.value.faults
    return line


def test_a_member_is_chosen_and_keys_given_by_hand_stay() -> None:
    assert with_member(CONFIG, frozenset()) is CONFIG
    chosen = {**CONFIG, "member": 1}
    assert with_member(chosen, frozenset())["context"]["style"]["habit"] == 1.2
    assert with_member(chosen, frozenset({"context.style.habit"}))["context"]["style"]["habit"] == 1.0
    assert CONFIG["context"]["style"]["habit"] == 1.0


def test_messages() -> None:
    assert refused({**CONFIG, "member": 2}) == "member=2: must be a whole number from 0 to 1, or null"
    assert refused({**CONFIG, "member": 0.5}) == "member=0.5: must be a whole number from 0 to 1, or null"
    alone = {"context": {}, "member": 0}
    assert refused(alone) == "member=0: must be null: this context has no ensemble; context=calibrated has one"
    wrong = {**CONFIG, "calibration": {"ensemble": [{"style.habitt": 1.0}]}, "member": 0}
    assert refused(wrong).startswith("calibration.ensemble key style.habitt")


def test_the_file_composes_as_a_context(tmp_path: Path) -> None:
    write_text(tmp_path / "context" / "mine.yaml", TEXT)
    assert [path.name for path in (tmp_path / "context").iterdir()] == ["mine.yaml"]

    def values(*overrides: str) -> tuple[float, float, float]:
        context = to_scenario(compose(["context=mine", *overrides], config_dir=tmp_path)).context
        return context.trust.gain, context.style.habit, context.survey.trusted_base

    assert values() == values("member=0") == (0.05, 1.5, 0.25)
    content = yaml.safe_load(TEXT)["calibration"]
    second = content["ensemble"][1]
    assert values("member=1") == (second["trust.gain"], second["style.habit"], 0.25)
    assert values("member=1", f"{PATIENCE}=1.6") == (second["trust.gain"], 1.6, 0.25)
    assert (content["tried"], content["accepted"], content["figures"], content["missed"]) == (3, 3, {"one": 0.5}, [])
    assert GAIN.removeprefix("context.") in second
