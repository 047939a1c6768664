"""What scenarios there are, read from their files without composing anything."""

from __future__ import annotations

from pathlib import Path

import yaml

from orgsim.config.explain import yaml_fault
from orgsim.config.places import folders
from orgsim.errors import ConfigurationError


def list_scenarios(config_dir: Path | str | None = None) -> list[tuple[str, str, str]]:
    """Name, title and description of every scenario, those of one's own folder included. Raises ConfigurationError."""
    found = folders(None if config_dir is None else Path(config_dir))
    return [_read(path) for folder in found for path in sorted((folder / "scenario").glob("*.yaml"))]


def _read(path: Path) -> tuple[str, str, str]:
    """What a scenario's file says about itself."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        raise ConfigurationError(yaml_fault(error, str(path))) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not in UTF-8; save the file in that encoding") from error
    section = content.get("scenario") if isinstance(content, dict) else None
    about = section if isinstance(section, dict) else {}
    return path.stem, str(about.get("title", "")), " ".join(str(about.get("description", "")).split())
