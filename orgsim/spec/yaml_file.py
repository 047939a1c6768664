"""A YAML file that a person wrote, read so that nothing in it can hang, crash or run: one line says what cannot be read.

The file is walked as a tree of nodes before any value is made of it, so that a mistake has its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from orgsim.errors import ConfigurationError
from orgsim.spec.texts import unprintable

#: What a file may have at most: bytes, groups inside each other, values with its aliases written out, and signs of a number.
MOST_BYTES, DEEPEST, MOST_VALUES, LONGEST_NUMBER = 2 * 2**20, 50, 100_000, 300
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER_LIKE = re.compile(r"[-+]?[0-9.][0-9a-fA-FxXoO_:.+-]*")
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "merge", "value")}


class Loader(_LOADER):  # type: ignore[misc]
    """YAML as Hydra reads it: 1e3 is a number and a date is text."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":float"))]
    for sign, resolvers in _LOADER.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(
        r"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
    ),
    list("-+0123456789."),
)


def read_yaml(path: Path, label: str | None = None) -> Any:
    """What a file holds. Raises ConfigurationError with a line that begins with `label`, or with the path."""
    name = label or str(path)
    text = _text(path, name)
    try:
        check_events(text, name)
        node = yaml.compose(text, Loader)
        faults = [] if node is None else list(_node_faults(node))
        if faults:
            raise ConfigurationError(f"{path}, {faults[0]}")
        return None if node is None else yaml.load(text, Loader)
    except yaml.MarkedYAMLError as error:
        raise ConfigurationError(yaml_fault(error, str(path))) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigurationError(f"{path}: {' '.join(str(error).split())}") from error


def danger(path: Path) -> str | None:
    """What in a file would hang or crash whoever reads it; a syntax error waits until the file is asked for."""
    try:
        check_events(_text(path, str(path)), str(path))
    except ConfigurationError as error:
        return error.faults[0]
    except yaml.YAMLError:
        return None
    return None


def check_events(text: str, name: str) -> None:
    """Raise ConfigurationError where a text is nested too deeply, refers to itself, or grows too large by its aliases.

    Only what would hang or crash whoever reads it is told here; a syntax error is a YAMLError.
    """
    total, open_groups, sizes = 0, [], {}
    for event in yaml.parse(text, Loader):
        line = 1 + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.CollectionStartEvent):
            open_groups.append((event.anchor, total))
            total += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_groups.pop()
            sizes[anchor] = total - before
        elif isinstance(event, yaml.ScalarEvent):
            sizes[event.anchor] = 1
            total += 1
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in (anchor for anchor, _ in open_groups):
                raise ConfigurationError(f"{name}, line {line}: '*{event.anchor}' stands inside what it refers to")
            total += sizes.get(event.anchor, 1)
        if len(open_groups) > DEEPEST:
            raise ConfigurationError(f"{name}, line {line}: more than {DEEPEST} groups inside each other")
        if total > MOST_VALUES:
            raise ConfigurationError(f"{name}, line {line}: more than {MOST_VALUES:,} values, aliases written out")


def yaml_fault(error: yaml.MarkedYAMLError, name: str) -> str:
    """File, line and what is wrong with the YAML there."""
    mark = error.problem_mark or error.context_mark
    problem = " ".join((error.problem or error.context or "not readable").split())
    return f"{name}: {problem}" if mark is None else f"{name}, line {mark.line + 1}, column {mark.column + 1}: {problem}"


def encoding_fault(error: UnicodeDecodeError, name: str) -> str:
    """File and line of the first byte that is not UTF-8."""
    line = error.object[: error.start].count(b"\n") + 1
    return f"{name}, line {line}: not in UTF-8; save the file in that encoding"


def _text(path: Path, name: str) -> str:
    """The text of a regular file of a size that a person could have written."""
    try:
        if path.exists() and not path.is_file():
            raise ConfigurationError(f"{name}: is {'a folder' if path.is_dir() else 'not a regular file'}")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ConfigurationError(f"{name}: is larger than {MOST_BYTES // 2**20} MiB")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError(f"{name}: no such file") from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(encoding_fault(error, str(path))) from error
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{name}: {getattr(error, 'strerror', None) or 'not readable'}") from error


def _node_faults(node: yaml.Node) -> Iterator[str]:
    """Line and fault of tags, keys, numbers and characters that no file of ours has."""
    where = f"line {node.start_mark.line + 1}:"
    if node.tag not in _PLAIN_TAGS:
        yield f"{where} the tag '{node.tag.replace('tag:yaml.org,2002:', '!!')}' is not known; leave it out"
    if isinstance(node, yaml.ScalarNode):
        if len(node.value) > LONGEST_NUMBER and not node.style and _NUMBER_LIKE.fullmatch(node.value):
            yield f"{where} a number of {len(node.value):,} characters"
        if found := unprintable(node.value):
            yield f"{where} the control character {found}; leave it out"
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _node_faults(each)
    else:
        yield from _group_faults(node)


def _group_faults(node: yaml.Node) -> Iterator[str]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            yield f"line {line}: a key must be text, not a group or a list"
            continue
        if not key.tag.endswith((":str", ":merge", ":value")):
            yield f"line {line}: the key {key.value[:60]} is no text but a value; put it in quotes"
        if key.value in seen:
            yield f"line {line}: the key '{key.value[:60]}' is there twice, first in line {seen[key.value]}"
        seen[key.value] = line
        yield from _node_faults(key)
        yield from _node_faults(value)
