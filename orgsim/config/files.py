"""A scenario's file given by its path: `scenario=plans/mine.yaml`, also the `config.yaml` of a finished run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from orgsim.config.explain import encoding_fault, yaml_fault
from orgsim.errors import ConfigurationError

#: Hydra keeps such choices for the life of the process; the ending keeps them apart from files of the same name in a folder.
FROM_FILE = "__from_file"


def is_file_name(name: Any) -> bool:
    """Whether a scenario is named by a path."""
    return isinstance(name, str | Path) and str(name).endswith((".yaml", ".yml"))


def register_file(path: Path, taken: Sequence[str]) -> str:
    """Make the file a choice of the group `scenario`; returns its name there. Raises ConfigurationError."""
    from hydra.core.config_store import ConfigStore

    name = re.sub(r"\W", "_", path.stem) + FROM_FILE
    while name in taken:
        name = f"{name}_"
    ConfigStore.instance().store(group="scenario", name=name, node=_load(path), package="_global_", provider="orgsim")
    return name


def _load(path: Path) -> dict[str, Any]:
    """The file's content: nested groups."""
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    try:
        node = OmegaConf.to_container(OmegaConf.load(path))
    except FileNotFoundError as error:
        raise ConfigurationError(f"scenario={path}: no such file") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(encoding_fault(error, str(path))) from error
    except OSError as error:
        raise ConfigurationError(f"scenario={path}: {error.strerror or 'not readable'}") from error
    except yaml.MarkedYAMLError as error:
        raise ConfigurationError(yaml_fault(error, str(path) if error.problem_mark is None else None)) from error
    except (yaml.YAMLError, OmegaConfBaseException) as error:
        raise ConfigurationError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(node, dict):
        raise ConfigurationError(f"{path}: a scenario's file holds keys such as 'levers:' and 'shift:'")
    return {str(key): value for key, value in node.items()}
