"""A sweep's frozen specification, to be stored and read again: everything but its points as JSON, its points as columns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.config.building import as_scenario, from_scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Study
from orgsim.sweeps.plan import Factor, Sampling, Stratum, Sweep

#: Version of what `to_dict` writes.
FORMAT = 1
_POINT, _STRATUM = "point", "stratum"


def to_dict(sweep: Sweep) -> dict[str, Any]:
    """The sweep without its points, of plain numbers, text, lists and dictionaries, fit for JSON.

    Trees stand once each, as everyone's boss; ids of people, which no result depends on, are left out.
    """
    organizations = {each.study.organization.fingerprint(): each.study.organization for each in sweep.strata}
    return {
        "format": FORMAT,
        "name": sweep.name,
        "common": sweep.common,
        "points": len(sweep),
        "sampling": vars(sweep.sampling),
        "factors": [{**vars(factor), "values": list(factor.values)} for factor in sweep.factors],
        "columns": list(sweep.columns),
        "strata": [_plain_stratum(stratum) for stratum in sweep.strata],
        "organizations": {key: {"name": each.name, "boss": each.boss.tolist()} for key, each in organizations.items()},
    }


def design_table(sweep: Sweep) -> dict[str, NDArray[Any]]:
    """A row per point, by column: `point`, `stratum`, what was chosen (text or numbers), and the value of each numeric key."""
    chosen = dict.fromkeys(key for stratum in sweep.strata for key in stratum.choices)
    names = {key: _narrowed([stratum.choices.get(key) for stratum in sweep.strata]) for key in chosen}
    points = {_POINT: np.arange(len(sweep)), _STRATUM: sweep.stratum}
    return points | {key: each[sweep.stratum] for key, each in names.items()} | dict(sweep.columns)


def from_dict(specification: Mapping[str, Any], table: Mapping[str, NDArray[Any]]) -> Sweep:
    """The sweep that `to_dict` and `design_table` describe; `table` may hold the columns `stratum` and those of keys alone."""
    trees = {
        key: Organization.from_bosses(each["boss"], name=each["name"]) for key, each in specification["organizations"].items()
    }
    return Sweep(
        name=specification["name"],
        factors=tuple(Factor(**{**each, "values": tuple(each["values"])}) for each in specification["factors"]),
        strata=tuple(_stratum(each, trees) for each in specification["strata"]),
        columns={key: np.asarray(table[key], dtype=np.float64) for key in specification["columns"]},
        stratum=np.asarray(table[_STRATUM], dtype=np.int64),
        common=specification["common"],
        sampling=Sampling(**specification["sampling"]),
    )


def sweep_id(sweep: Sweep) -> str:
    """Ten hexadecimal digits that name a sweep: the same for the same points, however often each is run."""
    content = to_dict(sweep)
    for stratum in content["strata"]:
        del stratum["design"]["replications"]
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode())
    for column in (sweep.stratum, *sweep.columns.values()):
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()[:10]


def _plain_stratum(stratum: Stratum) -> dict[str, Any]:
    study = stratum.study
    return {
        "choices": dict(stratum.choices),
        "organization": study.organization.fingerprint(),
        "scenario": from_scenario(study.scenarios[0]),
        "design": dict(vars(study.design)),
        "follows": list(stratum.follows),
    }


def _stratum(plain: Mapping[str, Any], trees: Mapping[str, Organization]) -> Stratum:
    scenario = as_scenario(plain["scenario"])
    study = Study(trees[plain["organization"]], (scenario,), Design(**plain["design"]), Execution())
    return Stratum(dict(plain["choices"]), study, tuple(plain["follows"]))


def _narrowed(values: list[Any]) -> NDArray[Any]:
    """Numbers as numbers, anything else as it is."""
    numeric = all(isinstance(each, int | float) for each in values)
    return np.array(values, dtype=np.float64 if numeric else object)
