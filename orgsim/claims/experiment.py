"""An experiment on a claim: a folder with `config.yaml` (a Hydra configuration) and `experiment.py` (`measure` and `draw`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from matplotlib.figure import Figure

from orgsim.claims.lab import Lab
from orgsim.claims.verdict import CLAIM, CONTROL, Verdict
from orgsim.config.checking import scenario_faults
from orgsim.config.composing import Composed, compose
from orgsim.config.job import make_organization
from orgsim.config.places import options
from orgsim.config.schema import OWN_SECTIONS, leaves
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import BY_KEY
from orgsim.spec.values import fault, name_fault

CONFIG, CODE = "config.yaml", "experiment.py"
#: Keys of the main job that mean nothing where each arm has its scenario.
_ARMS_OWN = ("scenario", "compare")
_TEXTS = ("id", "title", "claim", "paragraph", "verdict")


@dataclass(frozen=True)
class Finding:
    """What an experiment found: its verdicts, the claim's first, and whatever its figure is drawn from."""

    verdicts: tuple[Verdict, ...]
    data: Any = None

    @property
    def holds(self) -> bool:
        """Whether every statistic of the claim lies where it must, and every control shows that its mechanism does it."""
        return all(verdict.holds for verdict in self.verdicts if verdict.part in (CLAIM, CONTROL))


@dataclass(frozen=True)
class Experiment:
    """One claim: what it says, how it is tested, and the functions that measure and draw."""

    name: str
    id: str
    title: str
    claim: str
    paragraph: str
    verdict: str
    lab: Lab
    measure: Callable[[Lab], Finding]
    draw: Callable[[Lab, Finding], Figure]

    def run(self) -> Finding:
        """Measure. An experiment without a verdict on the claim, or without a control, is not one."""
        finding = self.measure(self.lab)
        parts = {verdict.part for verdict in finding.verdicts}
        if not {CLAIM, CONTROL} <= parts:
            raise AssertionError(f"{self.name}: a verdict on the claim and one on a control are needed, found {sorted(parts)}")
        return finding


def experiments_folder() -> Path:
    """Where the experiments lie: `experiments/` beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "experiments", package.parent / "experiments"):
        if any(folder.glob(f"*/{CONFIG}")):
            return folder
    raise FileNotFoundError(f"orgsim's experiments are in neither {package} nor {package.parent}")


def experiment_names() -> list[str]:
    """The names of all experiments, in the order of the claims."""
    return sorted(path.parent.name for path in experiments_folder().glob(f"*/{CONFIG}"))


def load_experiment(name: str, overrides: Sequence[str] = (), threads: int | None = None) -> Experiment:
    """An experiment by its name, with overrides in Hydra's grammar, which hold for every arm.

    Raises ConfigurationError with a line for every fault.
    """
    known = experiment_names()
    if name not in known:
        raise ConfigurationError(name_fault("experiment", name, known))
    composed = compose([f"+{name}=config", *overrides], experiments_folder())
    texts, arms, context = _read(name, composed)
    changes = _changes(name, composed, overrides)
    arms = {arm: {**each, "overrides": {**each["overrides"], **changes}} for arm, each in arms.items()}
    config, code = composed.config, _module(name)
    lab = Lab(
        make_organization(config["organization"]),
        arms,
        int(config["replications"]),
        int(config["weeks"]),
        int(config["seed"]),
        context,
        config.get("settings") or {},
        threads,
    )
    return Experiment(name, **texts, lab=lab, measure=code.measure, draw=code.draw)


def _read(name: str, composed: Composed) -> tuple[dict[str, str], dict[str, Any], dict[str, Any]]:
    """The texts, the arms, and what differs from the default context, checked."""
    config = composed.config
    section = config.get("experiment") or {}
    faults = [fault(f"{name}: experiment.{key}", section.get(key), "text") for key in _TEXTS if not section.get(key)]
    arms = config.get("arms") or {}
    faults += [] if arms else [f"{name}: arms: none given"]
    for arm, each in arms.items():
        if each.get("scenario") not in options("scenario"):
            faults.append(name_fault(f"{name}: arms.{arm}.scenario", each.get("scenario"), options("scenario")))
    faults += scenario_faults(config)
    if faults:
        raise ConfigurationError(faults)
    context = {key: value for key, value in leaves({"context": config["context"]}) if value != BY_KEY[key].default}
    return (
        {key: " ".join(str(section[key]).split()) for key in _TEXTS},
        {arm: _flat(each) for arm, each in arms.items()},
        context,
    )


def _changes(name: str, composed: Composed, overrides: Sequence[str]) -> dict[str, Any]:
    """What overrides change in the scenarios' own sections, by full key: it holds for every arm. Raises ConfigurationError."""
    keys = [line.lstrip("+").partition("=")[0] for line in overrides]
    faults = [
        f"{name}: {key}=...: the arms name their scenarios; change levers or the context" for key in keys if key in _ARMS_OWN
    ]
    if faults:
        raise ConfigurationError(faults)
    sections = {each: composed.config[each] for each in OWN_SECTIONS if each in composed.config and each != "scenario"}
    return {full: value for full, value in leaves(sections) if any(f"{full}.".startswith(f"{key}.") for key in keys)}


def _flat(arm: Mapping[str, Any]) -> dict[str, Any]:
    """An arm with its overrides by full key."""
    return {**arm, "overrides": dict(leaves(arm.get("overrides") or {}))}


def _module(name: str) -> ModuleType:
    path = experiments_folder() / name / CODE
    specification = spec_from_file_location(f"orgsim_experiment_{name}", path)
    assert specification is not None
    assert specification.loader is not None
    module = module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
