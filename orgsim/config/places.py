"""Where the configuration files lie: `conf/` beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

GROUPS = ("organization", "context", "scenario", "experiment", "executor")


def conf_folder() -> Path:
    """The folder with `config.yaml` and the groups."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "conf", package.parent / "conf"):
        if (folder / "config.yaml").is_file():
            return folder
    raise FileNotFoundError(f"orgsim's configuration folder is in neither {package} nor {package.parent}")


def folders(config_dir: Path | None) -> tuple[Path, ...]:
    """All folders that configurations come from, orgsim's own first."""
    return (conf_folder(),) if config_dir is None else (conf_folder(), config_dir)


def options(group: str, config_dir: Path | None = None) -> list[str]:
    """The names that can be chosen in a group, sorted."""
    return sorted({path.stem for folder in folders(config_dir) for path in (folder / group).glob("*.yaml")})


def group_folders(config_dir: Path | None = None) -> list[str]:
    """The groups there are: orgsim's own, and those in the user's folder."""
    own = (path.name for path in config_dir.iterdir() if path.is_dir()) if config_dir else ()
    return sorted({*GROUPS, *own})
