"""A results folder is one run's: another is refused there, or with `overwrite=true` takes its place; strangers' files stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from orgsim.config.schema import leaves
from orgsim.errors import ConfigurationError
from orgsim.provenance import model_hash
from orgsim.spec.values import shown
from orgsim.study.kinds import CONFIG, MANIFEST, RUN, SWEEP, kind_of, manifest_of

_OURS = "# @package _global_\n# What orgsim ran."
_NONE = object()


@dataclass(frozen=True)
class Identity:
    """What makes a run the one it is: the text of its config.yaml, its kind, and the fingerprints of its reporting trees."""

    config: str
    trees: Sequence[str]
    kind: str = RUN


def claim(
    folder: Path, run: Identity, *, overwrite: bool, option: str = "output", how: str = "overwrite=true"
) -> dict[str, str]:
    """The files, with their hashes, that an earlier run left in a folder; none where there was none.

    Raises ConfigurationError where the folder is a sweep's, has someone else's files under the names of ours, or is that of
    another run and is not to be overwritten.
    """
    where = f"{option}={folder}"
    if (folder / SWEEP).exists():
        raise ConfigurationError(f"{where}: holds a sweep; a run needs a folder of its own")
    before = manifest_of(folder)
    if before is None:
        strangers = [name for name in (MANIFEST, CONFIG) if (folder / name).exists() and not _is_ours(folder / name)]
        if strangers:
            raise ConfigurationError(f"{where}: holds a {strangers[0]} that is not of a run of orgsim; name another folder")
        return {}
    if not overwrite and (line := next(_differences(folder, before, run), None)):
        raise ConfigurationError(f"{where}: holds another run: {line}; name another folder, or replace it with {how}")
    files = before.get("files")
    return dict(files) if isinstance(files, Mapping) else {}


def clear(folder: Path, before: Mapping[str, str]) -> None:
    """Remove what an earlier run left and the one that has just ended did not, as long as it is what was left."""
    from orgsim.study.files import file_hash

    now = (manifest_of(folder) or {}).get("files", {})
    for name, digest in before.items():
        path = folder / name
        if name not in now and path.parent == folder and path.is_file() and file_hash(path) == digest:
            path.unlink()


def _is_ours(path: Path) -> bool:
    """Whether a file that has no manifest beside it is what a run that was stopped left."""
    with path.open("rb") as file:
        return file.read(len(_OURS)) == _OURS.encode()


def _differences(folder: Path, before: Mapping[str, Any], run: Identity) -> Iterator[str]:
    """What tells the run that lies in a folder from another, the first key that differs in front."""
    if kind_of(before) != run.kind:
        yield f"job={kind_of(before)} there, {run.kind} now"
    try:
        there = _values((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, AttributeError, RecursionError):
        yield f"its {CONFIG} cannot be read"
        return
    now = _values(run.config)
    for key in {**now, **there}:
        old, new = there.get(key, _NONE), now.get(key, _NONE)
        if old != new:
            yield f"{key}={_said(old)} there, {_said(new)} now"
    if list(run.trees) != _trees(before):
        yield "its reporting tree was another, though it was read from the same place"
    if before["model_hash"] != model_hash():
        yield "another version of the model made it"


def _values(config: str) -> dict[str, Any]:
    return {"series": True, **dict(leaves(yaml.safe_load(config)))}  # which is said only where it is false


def _said(value: object) -> str:
    return "not given" if value is _NONE else shown(value)


def _trees(manifest: Mapping[str, Any]) -> list[str]:
    described = manifest.get("units") or [manifest.get("organization", {})]
    return [each.get("fingerprint", "") for each in described]
