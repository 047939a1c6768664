"""`orgsim calibrate`: fit the context to target patterns, keep the accepted sets, and say what the data could not."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import time
from pathlib import Path
from typing import Any

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError
from orgsim.text_table import aligned, cut
from orgsim.writing import saving, write_text

SUMMARY = "fit the context to target patterns and keep an ensemble of accepted parameter sets"
_EPILOG = """
A target table is a pattern table (orgsim validate --help) that may also ask for statistics of scenarios:
{statistics}
A set is accepted when every target of weight 1 or more lies in its range. The survey's bases and weights are solved for the
targets that are means and SDs of its items; the free parameters (a table with key, low, high, start) are searched by
CMA-ES, and every set tried is kept. Population of {shapes} shapes times {replications}, ten yearly surveys; the same command
gives the same file. When no set is accepted nothing is written, the nearest set's missed targets are named, and the exit code
is 2.

What is printed: a line for each target of weight 1 or more, and for each other one that is missed: `in` or `OUT`, its figure
under the middle set and its range; then the parameters that the data tell least (accepted values spread as evenly as chance:
1; fixed by the data: 0), and pairs that trade off against each other.

  orgsim calibrate                                   the shipped targets and free parameters; makes conf/context/calibrated.yaml
  orgsim calibrate mine.csv --free mine_free.csv     your own targets and parameters
  orgsim calibrate --check context=calibrated        no search: measure the targets under a configuration, with other dice
"""


def run(arguments: list[str]) -> int:
    """Search, or check; exit code 0, or 2 when no set was accepted."""
    options = _parser().parse_intermixed_args(arguments)
    from orgsim.calibration.targets import read_targets, shipped_targets

    if options.check is not None:
        return _check([*options.targets, *options.check], options.seed)
    targets = read_targets(*(options.targets or shipped_targets()))
    if options.evaluations < 1 or options.workers < 1:
        raise ConfigurationError("--evaluations and --workers: must be whole numbers from 1")
    return _search(targets, options, _command(options))


def _parser() -> Parser:
    from orgsim.calibration.simulator import SETTING
    from orgsim.calibration.targets import simulated_statistics

    listed = "\n".join(aligned([(each.name, each.meaning) for each in simulated_statistics().values()], "<", indent=2))
    text = _EPILOG.format(statistics=listed, shapes=SETTING.shapes, replications=SETTING.replications)
    parser = Parser(
        prog="orgsim calibrate", description=SUMMARY, epilog=text, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", metavar="TABLE", help="target tables (default: the shipped ones)")
    parser.add_argument("--free", type=Path, help="table of free parameters: key, low, high, start (default: the shipped one)")
    parser.add_argument("--evaluations", type=int, default=640, help="sets to try, in steps of 16 (default: 640)")
    parser.add_argument("--seed", type=int, default=1, help="dice of the search and of the simulations (default: 1)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; changes no number")
    parser.add_argument("--output", type=Path, default=Path("calibrated.yaml"), help="file (default: ./calibrated.yaml)")
    parser.add_argument("--check", nargs="*", metavar="key=value", help="measure the targets under a configuration instead")
    return parser


def _command(options: Any) -> str:
    """The command that gives the same numbers: where they are written, and by how many processes, decides none."""
    words = ["orgsim", "calibrate", *options.targets]
    words += ["--free", str(options.free)] if options.free else []
    return shlex.join([*words, "--evaluations", str(options.evaluations), "--seed", str(options.seed)])


def _search(targets: list[Any], options: Any, command: str) -> int:
    from orgsim.calibration.ensemble import ensemble_of, tied, told
    from orgsim.calibration.free import read_free, shipped_free
    from orgsim.calibration.refining import refined
    from orgsim.calibration.search import missed, search
    from orgsim.calibration.simulator import Setting
    from orgsim.calibration.writing import calibration_text

    free = read_free(options.free or shipped_free())
    print(f"{len(targets)} targets, {len(free)} free parameters, {options.evaluations} sets to try", flush=True)
    started = time.monotonic()
    progress = _Progress(options.evaluations, started)
    setting = Setting(seed=options.seed)
    tried = search(
        targets, free, options.evaluations, seed=options.seed, setting=setting, seen=progress, workers=options.workers
    )
    ensemble = ensemble_of(free, tried, targets)
    print("refining the survey of the middle set on a larger population …", file=sys.stderr, flush=True)
    ensemble = ensemble.with_middle(refined(targets, ensemble.middle.trial, setting))
    provenance = {"targets": [Path(each).name for each in options.targets] or "shipped", "seed": options.seed}
    text = calibration_text(ensemble, targets, command, name=options.output.stem, provenance=provenance)
    with saving(f"--output={options.output}"):
        path = write_text(options.output, text)
    middle = ensemble.middle.trial
    took = time.monotonic() - started
    print(f"\n{ensemble.accepted} of {ensemble.tried} sets accepted, {len(ensemble.members)} kept; {took:.0f} s")
    print(f"middle set: {len(targets) - len(missed(targets, middle.figures))} of {len(targets)} targets in range")
    print("\n".join(_table(targets, middle.figures)))
    print("\nleast told by the data (spread of accepted values over an even spread):")
    least: list[Any] = list(told(ensemble).head(10).itertuples())
    rows = [(row.parameter, f"{row.spread:.2f}", f"{row.low:.4g} to {row.high:.4g}") for row in least]
    print("\n".join(aligned(rows, "<><", indent=2)))
    for a, b, r in tied(ensemble)[:5]:
        print(f"  trade-off: {a} with {b}, r = {r:+.2f}")
    print(f"\nResults: {path}")
    return 0


def _check(words: list[str], seed: int) -> int:
    """Measure every target under a configuration, with the survey's numbers as they are there."""
    from orgsim.calibration.search import missed
    from orgsim.calibration.simulator import MANY, Setting, try_values
    from orgsim.calibration.targets import read_targets, shipped_targets
    from orgsim.config import compose
    from orgsim.config.building import from_scenario, to_scenario
    from orgsim.config.schema import leaves

    tables, overrides = ([word for word in words if ("=" in word) == wanted] for wanted in (False, True))
    targets = read_targets(*(tables or shipped_targets()))
    scenario = to_scenario(compose(overrides))
    values = dict(leaves({"context": from_scenario(scenario)["context"]}))
    trial = try_values(targets, values, Setting(shapes=MANY, seed=seed), fit=False)
    print("\n".join(_table(targets, trial.figures)))
    failed = missed(targets, trial.figures)
    print(f"\n{len(targets) - len(failed)} of {len(targets)} targets in range, seed {seed}")
    return 0


def _table(targets: list[Any], figures: Any) -> list[str]:
    """A line for each target of weight 1 or more, and for each other one that is missed."""
    rows = []
    for target in targets:
        value = figures[target.name]
        inside = target.low <= value <= target.high
        if target.weight >= 1 or not inside:
            rows.append(("in" if inside else "OUT", cut(target.name, 66), f"{value:.3f}", f"{target.low:g} to {target.high:g}"))
    return aligned(rows, "<<><", indent=2)


class _Progress:
    """A line now and then: sets tried, accepted, the lowest loss so far, and the time left."""

    def __init__(self, total: int, started: float) -> None:
        self.total, self.started, self.accepted, self.best, self.told = total, started, 0, float("inf"), 0.0

    def __call__(self, count: int, one: Any) -> None:
        self.accepted += one.accepted
        self.best = min(self.best, one.loss)
        now = time.monotonic()
        if now - self.told > 15 or count >= self.total:
            self.told = now
            left = (now - self.started) / count * max(self.total - count, 0)
            line = f"{count:>6} of {self.total} tried, {self.accepted} accepted, lowest loss {self.best:.2f}, {left:.0f} s left"
            print(line, file=sys.stderr, flush=True)
