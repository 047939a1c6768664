"""What names points and chunks: hashes of everything that decides their numbers, and of nothing else.

A point's id and a chunk's key do not know where in the design they stand or how large it is, so a sweep that grows, or whose
points come in another order, finds what it has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.config.building import from_scenario
from orgsim.config.schema import leaves
from orgsim.provenance import model_hash, summaries_hash
from orgsim.sweeps.plan import Stratum, Sweep
from orgsim.sweeps.store.layout import SCHEMA

Ids = NDArray[np.int64]


def fingerprint(sweep: Sweep, keep: str) -> dict[str, Any]:
    """What all chunks of a folder share, field by field: the folder is refused when one differs."""
    design = {name: value for name, value in vars(sweep.strata[0].study.design).items() if name != "replications"}
    return {
        "schema": SCHEMA,
        "model_hash": model_hash(),
        "summaries_hash": summaries_hash(),
        **{name: None if value is None else int(value) for name, value in design.items()},
        "common": bool(sweep.common),
        "keep": keep,
        "columns": list(sweep.columns),
    }


def settings_of(stratum: Stratum, varied: Iterable[str]) -> dict[str, Any]:
    """What decides the numbers of a stratum beside its points' values: choices, tree, and every key that is not varied."""
    left_out = {*varied, *stratum.follows}
    flat = leaves(from_scenario(stratum.study.scenarios[0]))
    kept = {key: value for key, value in flat if key not in left_out and not key.startswith("scenario.")}
    choices = {f"choice of {key}": value for key, value in stratum.choices.items()}
    return choices | kept | {"organization": stratum.study.organization.fingerprint(), "follows": sorted(stratum.follows)}


def stratum_hashes(sweep: Sweep) -> list[str]:
    """SHA-256 of the settings of each stratum."""
    return [hashlib.sha256(_plain(settings_of(each, sweep.columns))).hexdigest() for each in sweep.strata]


def point_ids(sweep: Sweep, hashes: list[str]) -> Ids:
    """A number of 63 bits for each point, (points,): the hash of its values, of its stratum, and of which repetition it is."""
    names = "\n".join(sweep.columns).encode()
    seeds = [hashlib.blake2b(name.encode() + names, digest_size=8) for name in hashes]
    values = _rows(sweep)
    ids = np.empty(len(sweep), dtype=np.int64)
    seen: dict[bytes, int] = {}
    for point, stratum in enumerate(sweep.stratum):
        digest = seeds[stratum].copy()
        digest.update(values[point])
        word = digest.digest()
        repetition = seen.get(word, 0)
        seen[word] = repetition + 1
        if repetition:
            digest.update(repetition.to_bytes(8, "little"))
            word = digest.digest()
        ids[point] = int.from_bytes(word, "little") >> 1
    return ids


def chunk_key(shared: Mapping[str, Any], hashes: list[str], ids: Ids, *, values: NDArray[Any], first: int, count: int) -> str:
    """24 hexadecimal digits that name the runs of a slice of points (ids and values) in a range of replications."""
    head = {**{name: shared[name] for name in shared if name != "first"}, "strata": hashes, "range": [first, count]}
    digest = hashlib.sha256(_plain(head))
    digest.update(ids.astype("<i8").tobytes())
    digest.update(np.ascontiguousarray(values, dtype="<f8").tobytes())
    return digest.hexdigest()[:24]


def values_of(sweep: Sweep) -> NDArray[np.float64]:
    """The values of all points, (points, columns)."""
    if not sweep.columns:
        return np.zeros((len(sweep), 0))
    return np.stack([np.asarray(column, dtype=np.float64) for column in sweep.columns.values()], axis=1)


def _rows(sweep: Sweep) -> list[bytes]:
    values = np.ascontiguousarray(values_of(sweep) + 0.0, dtype="<f8")  # -0.0 is 0.0
    whole, width = values.tobytes(), 8 * values.shape[1]
    return [whole[point * width : (point + 1) * width] for point in range(len(values))]


def _plain(content: Any) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=True).encode()
