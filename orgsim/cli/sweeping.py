"""The sweep route: overrides in Hydra's sweep grammar in, points run into a folder that can be resumed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orgsim
from orgsim.cli.several import is_hydras
from orgsim.config.composing import Composed, key_of
from orgsim.errors import ConfigurationError
from orgsim.study.kinds import expanded
from orgsim.sweeps.design import SweepJob, sweep_job

if TYPE_CHECKING:
    from orgsim.sweeps.running import RunOptions, SweepOutcome

#: What Hydra's own settings for several runs are called here.
_INSTEAD = {
    "hydra/sweeper": "choose how points are chosen with design=",
    "hydra/launcher": "choose where points run with executor=",
    "hydra.sweep.subdir": "the points of a sweep share a folder",
}
_PARAMS = "hydra.sweeper.params"


def run_sweep_job(
    lines: Sequence[str], config_dir: Path | None = None, config_name: str = "config", *, composed: Composed | None = None
) -> int:
    """Run the sweep that checked overrides describe, or only show it; returns the exit code.

    Running it again goes on where it stopped, in the same folder. `composed` is the configuration of overrides without axes.
    """
    job = sweep_job(without_hydra(lines), config_dir, config_name, composed=composed)
    options = options_of(job, lines)
    if job.composed.config["overwrite"]:
        raise ConfigurationError("overwrite=true: belongs to a run; a sweep goes on in its folder, and another needs another")
    if job.dry_run:
        from orgsim.sweeps.design.describing import description

        print(description(job.sweep, options.keep))
        return 0
    return _run(job, options)


def without_hydra(lines: Sequence[str]) -> list[str]:
    """Overrides with those of Hydra's own settings said in ours. Raises ConfigurationError for those that mean nothing here."""
    ours = [line for line in lines if not is_hydras(line)]
    given, faults = {key_of(line) for line in ours}, []
    for line in (line for line in lines if is_hydras(line)):
        key, value = key_of(line), line.partition("=")[2]
        if key == "hydra.sweep.dir":
            ours += [] if "output" in given else [f"output={value}"]
        elif key == _PARAMS or key.startswith(f"{_PARAMS}."):
            faults.append(f"{line}: write {key.removeprefix(_PARAMS).lstrip('.') or 'key'}=… on the command line itself")
        elif (key, value) != ("hydra.mode", "MULTIRUN"):
            faults.append(f"{line}: orgsim runs sweeps itself; {_INSTEAD.get(key, 'leave this out')}")
    if faults:
        raise ConfigurationError(faults)
    return ours


def _run(job: SweepJob, options: RunOptions) -> int:
    """Run what is missing of a sweep in its folder, and say what came of it."""
    from orgsim.sweeps.design.describing import header
    from orgsim.sweeps.running import run_sweep

    output = job.composed.config["output"]
    folder = folder_of(job) if output is None else expanded(output)
    print(f"orgsim {orgsim.__version__}")
    print("\n".join(header(job.sweep)))
    print(f"folder         {folder}", flush=True)
    outcome = run_sweep(job.sweep, folder, options)
    print(f"\n{ending(outcome)}")
    return outcome.exit_code


def folder_of(job: SweepJob) -> Path:
    """The folder under results/ that belongs to the sweep: the same whenever the same is asked for."""
    from orgsim.sweeps.specification import sweep_id

    return Path("results", f"{job.sweep.name}-{sweep_id(job.sweep)}")


def options_of(job: SweepJob, lines: Sequence[str]) -> RunOptions:
    """How the configuration wants the sweep to be run. Raises ConfigurationError."""
    import yaml

    from orgsim.sweeps.running.options import RunOptions, parse_shard

    config = job.composed.config
    settings: dict[str, Any] = dict(config["executor"])
    kind = settings.pop("kind")
    known = ("processes", "points_per_chunk", "replications_per_chunk", "retry_failed")
    chosen = {name: settings.pop(name) for name in known if name in settings}
    return RunOptions(
        executor=kind,
        threads=config["threads"],
        keep=config["keep"],
        shard=parse_shard(config["shard"]),
        settings=settings,
        config=yaml.safe_dump(config, sort_keys=False, allow_unicode=True, width=120),
        overrides=tuple(lines),
        command=("orgsim", *sys.argv[1:]),
        **chosen,
    )


def ending(outcome: SweepOutcome) -> str:
    """What came of it, and what to do next."""
    parts = [f"{outcome.done:,} of {outcome.runs:,} runs are in {outcome.folder}"]
    if outcome.before:
        parts.append(f"{outcome.before:,} were there before")
    if outcome.failed:
        parts.append(f"{outcome.failed:,} failed: see {outcome.folder / 'failed'}")
    text = ", ".join(parts) + f"; {outcome.seconds:.1f} s"
    return f"{text}\n{outcome.message}" if outcome.message else text
