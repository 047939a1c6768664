"""`orgsim gallery`: run the experiments on all claims, or on some, and write the gallery of figures and verdicts."""

from __future__ import annotations

import argparse
import shlex
import time
from pathlib import Path

from orgsim.cli.verbs import Parser
from orgsim.text_table import aligned

SUMMARY = "run the experiments on the claims S1 to S14 and write figures and verdicts"
_EPILOG = """
An experiment has a claim, a control in which the mechanism is off and the effect must vanish or reverse, and a verdict: each
statistic with its 99 % interval and where it must lie. Failures are printed beside successes.

  orgsim gallery                                  all of them, into results/gallery/
  orgsim gallery s05 s06 --output mine            two of them (the beginning of a name will do)
  orgsim gallery s06 replications=200 seed=7      with changes in the main job's grammar, which hold for every arm
  orgsim gallery --list                           what there is
"""


def run(arguments: list[str]) -> int:
    """Run the experiments asked for; exit code 0 whether claims hold or not, 1 with --strict when one fails."""
    parser = Parser(
        prog="orgsim gallery", description=SUMMARY, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", nargs="*", metavar="CLAIM|key=value", help="claims by (the beginning of) name; overrides")
    parser.add_argument("--output", type=Path, default=Path("results/gallery"), help="folder (default: results/gallery)")
    parser.add_argument("--list", action="store_true", help="list the experiments and stop")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a claim fails")
    parser.add_argument("--threads", type=int, default=None, help="threads of the kernel; changes no number")
    options = parser.parse_intermixed_args(arguments)
    from orgsim.claims.experiment import load_experiment
    from orgsim.claims.gallery import PAGE, cells, write_experiment, write_page

    overrides = [word for word in options.words if "=" in word]
    names = chosen([word for word in options.words if "=" not in word])
    if options.list:
        print("\n".join(aligned([(name, load_experiment(name).title) for name in names], "<")))
        return 0
    found, rows, started = [], [], time.monotonic()
    for name in names:
        experiment = load_experiment(name, overrides, options.threads)
        finding = experiment.run()
        command = shlex.join(["orgsim", "gallery", name, *overrides])
        rows += write_experiment(options.output, experiment, finding, command=command)
        experiment.lab.forget()
        found.append((experiment, finding))
        said = "holds" if finding.holds else "FAILS"
        print(f"{experiment.id:<4} {said}  {experiment.title}  ({time.monotonic() - started:.0f} s)", flush=True)
        for verdict in finding.verdicts:
            part, statistic, value, interval, wanted, holds, _ = cells(verdict)
            print(f"       {part:<8}{statistic}: {value} ({interval}); wanted {wanted}: {holds.strip('*')}")
    if not any("=" not in word for word in options.words):
        print(f"\nResults: {write_page(options.output, found, rows)}")
    else:
        print(f"\nResults: {options.output} ({PAGE} is written when all claims are run)")
    return 1 if options.strict and not all(finding.holds for _, finding in found) else 0


def chosen(words: list[str]) -> list[str]:
    """The experiments whose names begin with one of the words; all for none. Raises ConfigurationError for an unknown one."""
    from orgsim.claims.experiment import experiment_names
    from orgsim.errors import ConfigurationError
    from orgsim.spec.values import name_fault

    known = experiment_names()
    unknown = [word for word in words if not any(name.startswith(word) for name in known)]
    if unknown:
        raise ConfigurationError([name_fault("claim", word, known) for word in unknown])
    return [name for name in known if not words or any(name.startswith(word) for word in words)]
