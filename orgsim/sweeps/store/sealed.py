"""sweep.json as a file that knows itself: its own digest in it, and a copy beside it from which it can be put back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import join
from typing import Any

from orgsim.errors import ResultsError
from orgsim.study.kinds import manifest_of
from orgsim.sweeps.store.atomic import commit_json
from orgsim.sweeps.store.layout import COPY, SPECIFICATION, Layout

#: Version of the file: 2 has a digest; the one before had neither a version nor a digest.
FORMAT = 2
NO_DIGEST = f"{SPECIFICATION} has no digest, since orgsim 0.1.0 wrote it: it is held to the hashes in it and in the chunks"
_FORMAT, _DIGEST = "format", "digest"
_NAMED, _LONG = 3, 24


class ChangedError(ResultsError):
    """A file that says what a sweep is was changed since it was written; nothing in the folder was touched."""


def seal(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a specification with the file's version and digest."""
    whole = {_FORMAT: FORMAT, **content}
    return {**whole, _DIGEST: digest(whole)}


def write_sealed(root: Path, content: Mapping[str, Any]) -> None:
    """Write sweep.json and its copy, each whole or not at all."""
    sealed = seal(content)
    for name in (COPY, SPECIFICATION):
        commit_json(root / name, sealed)


def read_sealed(root: Path) -> dict[str, Any] | None:
    """What sweep.json of a folder says, or None where there is none.

    Raises ChangedError where it is not as it was written, naming what differs, and ResultsError where it cannot be read.
    """
    path = root / SPECIFICATION
    try:
        content = _read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ResultsError(f"cannot read '{path}': {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise ChangedError(f"cannot read '{path}': it is damaged ({_brief(error)}); {way_back(root)}") from error
    if not is_sealed(content):
        return content
    if content.get(_DIGEST) != digest(content):
        raise ChangedError(f"'{path}' was changed since it was written{_named(root, content)}; {way_back(root)}")
    if content[_FORMAT] != FORMAT:
        raise ResultsError(f"'{path}' has format {content[_FORMAT]!r}, which this orgsim does not read (it reads {FORMAT})")
    return content


def is_sealed(content: Mapping[str, Any]) -> bool:
    """Whether a specification has a digest, or had one."""
    return _FORMAT in content or _DIGEST in content


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of everything in a specification but the digest itself, whatever its order and spaces."""
    plain = json.dumps({key: value for key, value in content.items() if key != _DIGEST}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def no_sweep(root: Path) -> ResultsError:
    """The line for a folder without sweep.json: what reads it if it is a run's, how the file is put back, or what lacks."""
    reason = f"it has no {SPECIFICATION}" if root.is_dir() else "no such folder"
    if manifest_of(root) is not None:
        reason = "it is that of a run; orgsim plateau, compare, power and diagnose read it"
    elif Layout(root).keys():
        reason += f"; {way_back(root)}"
    return ResultsError(f"cannot read a sweep from '{root}': {reason}")


def way_back(root: Path) -> str:
    """How sweep.json is put back, and that nothing else was touched."""
    if _copy(root) is None:
        return f"no chunk was touched; undo the change, or put a copy of {SPECIFICATION} in its place"
    return f"no chunk was touched; put it back: {join(['cp', str(root / COPY), str(root / SPECIFICATION)])}"


def differences(there: Any, before: Any, name: str = "") -> Iterator[str]:
    """A phrase for each value in which two specifications differ, by where it stands."""
    if isinstance(there, dict) and isinstance(before, dict):
        for key in dict.fromkeys((*before, *there)):
            yield from differences(there.get(key, _NOTHING), before.get(key, _NOTHING), f"{name}.{key}" if name else key)
    elif isinstance(there, list) and isinstance(before, list) and len(there) == len(before):
        for place, (a, b) in enumerate(zip(there, before, strict=True)):
            yield from differences(a, b, f"{name}[{place}]")
    elif type(there) is not type(before) or there != before:
        yield f"{name} is {_shown(there)}, was {_shown(before)}"


class _Nothing:
    """In the place of a value that is not there."""


_NOTHING = _Nothing()


def _named(root: Path, content: Mapping[str, Any]) -> str:
    before = _copy(root)
    found = [] if before is None else list(differences(content, before))
    more = f", and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    return f": {'; '.join(found[:_NAMED])}{more}" if found else ""


def _copy(root: Path) -> dict[str, Any] | None:
    """The copy, where it is there and as it was written."""
    try:
        content = _read(root / COPY)
    except (OSError, ValueError, RecursionError):
        return None
    return content if content.get(_DIGEST) == digest(content) else None


def _read(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"a {type(content).__name__} instead of its sections")
    return content


def _shown(value: Any) -> str:
    if value is _NOTHING:
        return "not there"
    text = json.dumps(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _brief(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 80 else f"{text[:79]}…"
