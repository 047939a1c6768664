"""What scenarios there are, read from their files without composing anything."""

from __future__ import annotations

from pathlib import Path

from orgsim.config.places import folders
from orgsim.spec.yaml_file import read_yaml


def list_scenarios(config_dir: Path | str | None = None) -> list[tuple[str, str, str]]:
    """Name, title and description of every scenario, those of one's own folder included. Raises ConfigurationError."""
    found = folders(None if config_dir is None else Path(config_dir))
    return [_read(path) for folder in found for path in sorted((folder / "scenario").glob("*.yaml"))]


def _read(path: Path) -> tuple[str, str, str]:
    """What a scenario's file says about itself."""
    content = read_yaml(path)
    section = content.get("scenario") if isinstance(content, dict) else None
    about = section if isinstance(section, dict) else {}
    return path.stem, str(about.get("title", "")), " ".join(str(about.get("description", "")).split())
