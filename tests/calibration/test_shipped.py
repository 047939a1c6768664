"""The shipped calibration and the parameter table say the same."""

from __future__ import annotations

import yaml

from orgsim.config.places import conf_folder
from orgsim.config.schema import leaves
from orgsim.model.parameters import BY_KEY


def test_the_middle_set_of_the_shipped_calibration_is_the_tables_default() -> None:
    path = conf_folder() / "context" / "calibrated.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    stated = dict(leaves({"context": content["context"]})) if content else {}
    table = {key: BY_KEY[key].default for key in stated}
    apart = [f"{key}: {value!r}, table {table[key]!r}" for key, value in stated.items() if table[key] != value]
    assert apart == [], "calibrated.yaml and the parameter table's defaults differ:\n" + "\n".join(apart)
