"""sweep.json: what a folder is for, and which blocks of it are asked for; read, checked against a sweep, and written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from orgsim.errors import ResultsError
from orgsim.study.specification import Design
from orgsim.sweep.plan import Factor, Stratum
from orgsim.sweep.store.atomic import commit_json
from orgsim.sweep.store.blocks import Block
from orgsim.sweep.store.identity import settings_of, stratum_hash
from orgsim.sweep.store.layout import SPECIFICATION
from orgsim.sweep.store.serialise import factors_from_plain, factors_to_plain, strata_from_plain, strata_to_plain


@dataclass(frozen=True)
class Frozen:
    """The specification of a folder: `shared` is `identity.fingerprint`; `points` and `replications` what it has grown to.

    `points_hash` is the SHA-256 of the ids of all points, in their order.
    """

    name: str
    shared: Mapping[str, Any]
    factors: tuple[Factor, ...]
    strata: tuple[Stratum, ...]
    points: int
    points_hash: str
    replications: int
    blocks: tuple[Block, ...]

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


def write_frozen(path: Path, frozen: Frozen) -> None:
    """Write sweep.json, whole or not at all."""
    content = {
        "name": frozen.name,
        "shared": dict(frozen.shared),
        "points": frozen.points,
        "points_hash": frozen.points_hash,
        "replications": frozen.replications,
        "blocks": [block.plain() for block in frozen.blocks],
        "factors": factors_to_plain(frozen.factors),
        **strata_to_plain(frozen.strata),
    }
    commit_json(path, content)


def read_frozen(root: Path) -> Frozen | None:
    """What sweep.json of a folder says, or None where there is none. Raises ResultsError when it cannot be read."""
    path = root / SPECIFICATION
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        shared = content["shared"]
        design = Design(
            content["replications"], shared["weeks"], shared["seed"], shared["unit"], shared["first"], shared["climate"]
        )
        return Frozen(
            name=content["name"],
            shared=shared,
            factors=factors_from_plain(content["factors"]),
            strata=strata_from_plain(content, design),
            points=content["points"],
            points_hash=content["points_hash"],
            replications=content["replications"],
            blocks=tuple(Block(**each) for each in content["blocks"]),
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ResultsError(f"cannot read '{path}': {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultsError(f"cannot read '{path}': it is damaged or not of this version ({error!r})") from error


def difference(there: Mapping[str, Any], here: Mapping[str, Any], where: str) -> str | None:
    """The line that names the first field in which what a folder holds differs from what is asked, or None."""
    for name in here:
        if there.get(name) != here[name]:
            return f"{where}: {name} differs: {_short(there.get(name))} there, {_short(here[name])} here"
    return None


def strangers(there: tuple[Stratum, ...], here: tuple[Stratum, ...], where: str) -> str | None:
    """The line for a stratum of the folder that the sweep does not have: what differs from the one with its choices."""
    known = {stratum_hash(stratum) for stratum in here}
    for stratum in there:
        if stratum_hash(stratum) in known:
            continue
        alike = next((each for each in here if dict(each.choices) == dict(stratum.choices)), None)
        if alike is None:
            choices = ", ".join(f"{key}={value}" for key, value in stratum.choices.items())
            return f"{where}: it holds points with {choices}, which this sweep has not"
        old, new = _flat(settings_of(stratum)), _flat(settings_of(alike))
        return difference(old, new, where) or difference(new, old, where)
    return None


def _flat(settings: Mapping[str, Any]) -> dict[str, Any]:
    rest = {name: settings[name] for name in ("organization", "shift", "timing")}
    return {**settings["parameters"], **rest}


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text[:12] if len(text) >= 40 and " " not in text else text
