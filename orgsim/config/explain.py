"""What Hydra, OmegaConf and YAML raise, said in one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from orgsim.config.places import GROUPS, folders, options
from orgsim.errors import ConfigurationError, OrgsimError, suggestion
from orgsim.spec.values import shown
from orgsim.spec.yaml_file import encoding_fault, yaml_fault


def foreign_errors() -> tuple[type[Exception], ...]:
    """The exceptions that a faulty configuration can cause while it is composed."""
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    return (HydraException, OmegaConfBaseException, yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError, OSError)


def as_fault(error: BaseException, config_dir: Path | None = None) -> OrgsimError:
    """The fault that an exception of the libraries stands for."""
    if isinstance(error, OrgsimError):
        return error
    chain = list(_causes(error))
    for each in chain:
        if isinstance(each, OrgsimError):
            return each
        if isinstance(each, yaml.MarkedYAMLError):
            return ConfigurationError(yaml_fault(each, _where(each)))
        if type(each).__name__ == "MissingConfigException":
            return ConfigurationError(_missing(str(each), config_dir))
        if isinstance(each, UnicodeDecodeError):
            return ConfigurationError(_undecodable(config_dir))
        if isinstance(each, RecursionError):
            return ConfigurationError("the configuration refers to itself without end; look at the 'defaults' of your files")
    return ConfigurationError(_one_line(chain))


def _where(error: yaml.MarkedYAMLError) -> str:
    """The file that is not YAML, its path as short as it can be written."""
    mark = error.problem_mark or error.context_mark
    path = Path("YAML" if mark is None else mark.name)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it came from."""
    each: BaseException | None = error
    while each is not None:
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _one_line(chain: list[BaseException]) -> str:
    """The gist of a chain: the first message, and the innermost where that says more."""
    lines = [line for each in (chain[0], chain[-1]) for line in _gist(each)]
    text = "; ".join(dict.fromkeys(lines)) or type(chain[0]).__name__
    if found := re.match(r"Error merging override \+*([^=]+)=(.*); Cannot merge DictConfig with ListConfig$", text, re.DOTALL):
        wanted = "a list" if found[2].startswith("{") else "a group of keys"
        return f"{found[1]}={shown(found[2])}: must be {wanted}"
    key = next((str(found) for each in chain if (found := getattr(each, "full_key", None))), None)
    if key and key not in text:
        text = f"{key}: {text}"
    return re.sub(r"^In '([^']+)': \w+ raised while composing config", r"\1.yaml: not usable", text)


def _gist(error: BaseException) -> list[str]:
    """The first meaningful line of a message."""
    lines = (line.strip().rstrip(".:") for line in str(error).splitlines())
    return [line for line in lines if line and not line.startswith(("full_key", "object_type", "See https", "^"))][:1]


def _missing(message: str, config_dir: Path | None) -> str:
    """A name in a defaults list that no file has, with the nearest one that exists."""
    found = re.search(r"(?:In '(?P<source>[^']+)': )?[Cc]ould not (?:find|load) '(?P<name>[^']+)'", message)
    if found is None:
        return " ".join(_gist(ValueError(message)))
    group, _, name = found["name"].rpartition("/")
    known = options(group, config_dir) if group in GROUPS else []
    where = f"{found['source']}.yaml: " if found["source"] else ""
    return f"{where}its defaults name '{found['name']}', which does not exist{suggestion(name, known)}"


def _undecodable(config_dir: Path | None) -> str:
    """Which file is not in UTF-8."""
    for path in sorted(path for folder in folders(config_dir)[1:] for path in folder.rglob("*.yaml")):
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            return encoding_fault(error, str(path))
    return "a configuration file is not in UTF-8; save it in that encoding"
