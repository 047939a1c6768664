"""What the page is asked to show: overrides, handed to whatever process runs the page through its environment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from orgsim.config import compose, to_study
from orgsim.errors import ConfigurationError
from orgsim.spec.study import Study

VARIABLE = "ORGSIM_VIZ"


def request(overrides: Sequence[str], config_dir: Path | None = None) -> str:
    """What `VARIABLE` must hold for the page to show what overrides of the main job describe."""
    return json.dumps({"overrides": list(overrides), "config_dir": config_dir and str(config_dir.resolve())})


def asked(environment: Mapping[str, str] = os.environ) -> Study:
    """The study to show; without a request the main job's own. Raises ConfigurationError."""
    given = json.loads(environment.get(VARIABLE) or request(()))
    return study_of(given["overrides"], given["config_dir"])


def study_of(overrides: Sequence[str], config_dir: Path | str | None = None) -> Study:
    """The study that overrides describe; the first of its scenarios is the one to show, as one Mesa model has one.

    Raises ConfigurationError for what was asked for and one model cannot show.
    """
    composed = compose(overrides, config_dir)
    study = to_study(composed)
    names = ",".join(other.name for other in study.scenarios[1:])
    faults = []
    if "compare" in composed.given and names:
        faults.append(f"compare=[{names}]: orgsim viz shows one scenario; leave compare out")
    if study.design.departments != 1:
        faults.append(f"departments={study.design.departments}: must be 1: orgsim viz shows one department")
    if faults:
        raise ConfigurationError(faults)
    return study
