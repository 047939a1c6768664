"""sweep.json: what a folder is for, and which blocks of it are asked for; read, checked against a sweep, and written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from orgsim.errors import OrgsimError, ResultsError
from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.specification import from_dict, to_dict
from orgsim.sweeps.store.blocks import Block
from orgsim.sweeps.store.identity import settings_of, stratum_hashes
from orgsim.sweeps.store.layout import SPECIFICATION
from orgsim.sweeps.store.sealed import is_sealed, read_sealed, write_sealed


@dataclass(frozen=True)
class Frozen:
    """The specification of a folder: `shared` is `identity.fingerprint`; `sweep` its last sweep, with points or without.

    `hashes` are those of its strata, as they were when it was written;
    `points_hash` is the SHA-256 of the ids of all `points`, in the order of the rows; `replications` the most asked for.
    `sealed`: its file has a digest, as all have but those of 0.1.0.
    """

    shared: Mapping[str, Any]
    sweep: Sweep
    hashes: tuple[str, ...]
    points: int
    points_hash: str
    replications: int
    blocks: tuple[Block, ...]
    sealed: bool = True

    @property
    def runs(self) -> int:
        """Runs asked for: those of all blocks."""
        return sum(block.runs for block in self.blocks)

    @property
    def keep(self) -> str:
        """What is kept beside the scalars of each run."""
        return str(self.shared["keep"])

    def with_blocks(self, *blocks: Block) -> Frozen:
        """The same with further blocks."""
        return replace(self, blocks=(*self.blocks, *blocks))


def write_frozen(root: Path, frozen: Frozen) -> None:
    """Write sweep.json of a folder, and its copy."""
    content = {
        "shared": dict(frozen.shared),
        "strata_hashes": list(frozen.hashes),
        "points": frozen.points,
        "points_hash": frozen.points_hash,
        "replications": frozen.replications,
        "blocks": [block.plain() for block in frozen.blocks],
        "sweep": to_dict(frozen.sweep),
    }
    write_sealed(root, content)


def read_frozen(root: Path) -> Frozen | None:
    """What sweep.json of a folder says, its sweep without points, or None where there is none.

    Raises ResultsError when it cannot be read, or is not as it was written.
    """
    content = read_sealed(root)
    if content is None:
        return None
    try:
        empty = {key: np.empty(0) for key in ("stratum", *content["sweep"]["columns"])}
        return Frozen(
            shared=content["shared"],
            sweep=from_dict(content["sweep"], empty),
            hashes=tuple(content["strata_hashes"]),
            points=content["points"],
            points_hash=content["points_hash"],
            replications=content["replications"],
            blocks=tuple(Block(**each) for each in content["blocks"]),
            sealed=is_sealed(content),
        )
    except (OrgsimError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultsError(f"cannot read '{root / SPECIFICATION}': it is damaged or not of this version ({error!r})") from error


def difference(there: Mapping[str, Any], here: Mapping[str, Any], where: str) -> str | None:
    """The line that names the first field in which what a folder holds differs from what is asked, or None."""
    for name in here:
        if there.get(name) != here[name]:
            return f"{where}: {name} differs: {_short(there.get(name))} there, {_short(here[name])} here"
    return None


def strangers(before: Frozen, here: Sweep, where: str) -> str | None:
    """The line for a stratum of the folder that the sweep does not have: what differs from the one with its choices."""
    known = set(stratum_hashes(here))
    there = before.sweep
    for stratum, name in zip(there.strata, before.hashes, strict=True):
        if name in known:
            continue
        alike = next((each for each in here.strata if dict(each.choices) == dict(stratum.choices)), None)
        if alike is None:
            choices = ", ".join(f"{key}={value}" for key, value in stratum.choices.items()) or "other choices"
            return f"{where}: it holds points with {choices}, which this sweep has not; name another folder"
        old, new = settings_of(stratum, there.columns), settings_of(alike, here.columns)
        return difference(old, new, where) or difference(new, old, where)
    return None


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text[:12] if len(text) >= 40 and " " not in text else text
