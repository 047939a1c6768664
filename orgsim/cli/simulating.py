"""What verbs that simulate have in common: overrides as in the main job, with defaults of the verb's own."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError

if TYPE_CHECKING:
    from orgsim.config import Job
    from orgsim.model.scenario import Scenario


def simulating_parser(verb: str, description: str, example: str, *, stem: str) -> Parser:
    """The options of a verb that simulates: overrides, a folder of one's own, confidence, and where to leave `<stem>.*`."""
    parser = Parser(prog=f"orgsim {verb}", description=description, epilog=example, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("overrides", nargs="*", metavar="key=value", help="change anything, as in the main job")
    parser.add_argument("--config-dir", "-cd", type=Path, help="a folder of your own with scenario/<name>.yaml")
    parser.add_argument("--confidence", type=float, default=0.95, help="of the intervals (0.95)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help=f"leave {stem}.csv, {stem}.png and {stem}.svg there")
    return parser


def job_of(overrides: Sequence[str], defaults: Sequence[str], config_dir: Path | None = None) -> Job:
    """The job that overrides describe; each of `defaults` holds where its key is not given. Raises ConfigurationError."""
    from orgsim.config import compose, to_job
    from orgsim.config.composing import key_of

    given = {key_of(line) for line in overrides}
    return to_job(compose([*(line for line in defaults if key_of(line) not in given), *overrides], config_dir))


def only_one(job: Job, verb: str) -> Scenario:
    """The scenario asked about, where there is nothing to compare with."""
    asked, *others = job.study.scenarios
    if others:
        names = ",".join(other.name for other in others)
        raise ConfigurationError(f"compare=[{names}]: orgsim {verb} looks at one scenario; leave compare out")
    return asked
