"""The command `orgsim`: a verb, or else overrides in Hydra's grammar for the main job."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from orgsim.cli import interrupts
from orgsim.cli.options import read_options
from orgsim.cli.process import check_settings, collector_at_rest
from orgsim.cli.several import asks_for_several, is_plain, looks_inside, many_departments, refuse_sweep_keys
from orgsim.cli.verbs import run_verb, verbs
from orgsim.errors import ConfigurationError, OrgsimError, listed

if TYPE_CHECKING:
    from orgsim.config.overrides import Overrides


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code: 0, 1 for a failed check, 2 for a user's fault, 130 when interrupted."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return dispatch(arguments)
    except OrgsimError as error:
        for line in listed(error.faults):
            print(f"orgsim: error: {line}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        interrupts.say()
        return interrupts.INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1


def dispatch(arguments: list[str]) -> int:
    """Run a verb when the first word is one, else the main job."""
    if arguments == ["--version"]:
        import orgsim

        print(f"orgsim {orgsim.__version__}")
        return 0
    if arguments in (["--help"], ["-h"]):
        from orgsim.cli.help import help_text

        print(help_text())
        return 0
    check_settings()
    if arguments and arguments[0] in verbs():
        return run_verb(arguments[0], arguments[1:])
    with collector_at_rest():
        return hydra_job(arguments)


def hydra_job(arguments: list[str]) -> int:
    """The main job, a sweep, or what one of Hydra's options asks for instead.

    A plain run is composed once and started, and sweeps run themselves; Hydra takes over where its options or its own settings
    are used, which costs two more compositions.
    """
    from orgsim.config.overrides import read_overrides

    options = read_options(arguments)
    config_dir = None if options.config_dir is None else Path(options.config_dir)
    config_name = options.config_name or "config"
    if not (options.help or options.hydra_help or options.shell_completion):
        several = options.multirun or asks_for_several(options, config_dir, config_name)
        checked = read_overrides(options.overrides, config_dir, multirun=several, words=verbs())
        if checked.faults:
            _raise_all(checked, config_dir, options, several)
        if several and not looks_inside(options) and not many_departments(checked):
            from orgsim.cli.sweeping import run_sweep_job

            return run_sweep_job(checked.kept, config_dir, config_name)
        if is_plain(options):
            code = run_plain(checked, config_dir, config_name)
            if code is not None:
                return code
        given = [argument for argument in arguments if argument not in options.overrides]
        arguments = [*checked.kept, *given]
    _run_hydra(arguments, config_dir, options.config_name or "config")
    return 0


def run_plain(checked: Overrides, config_dir: Path | None, config_name: str) -> int | None:
    """Compose and run the main job, or the sweep that the configuration asks for; returns the exit code.

    None, and nothing is run, where it asks for several companies or populations.
    """
    from orgsim.cli.job import run_composed
    from orgsim.config.composing import compose_checked

    composed = compose_checked(checked, config_dir, config_name)
    if not composed.multirun and composed.config["design"] is None:
        refuse_sweep_keys(composed.config)
        run_composed(composed)
        return 0
    if composed.config["job"] != "study":
        return None
    from orgsim.cli.sweeping import run_sweep_job

    return run_sweep_job(checked.kept, config_dir, config_name, composed=composed)


def _raise_all(checked: Overrides, config_dir: Path | None, options: Namespace, several: bool) -> NoReturn:
    """Raise the faults of the overrides together with those that the others cause."""
    from orgsim.config.composing import compose_checked
    from orgsim.config.job import to_job
    from orgsim.sweeps.design.axes import read_axes

    usable = config_dir if config_dir is not None and config_dir.is_dir() else None
    try:
        if several:
            read_axes(checked.kept, usable)
        if not options.multirun:
            to_job(compose_checked(checked, usable, options.config_name or "config"))
    except OrgsimError as error:
        raise ConfigurationError([*dict.fromkeys((*checked.faults, *error.faults))]) from error
    raise ConfigurationError(checked.faults)


def _run_hydra(arguments: list[str], config_dir: Path | None, config_name: str) -> None:
    """Hand over to Hydra, which composes the configuration and calls the job with it, once or more."""
    import hydra

    from orgsim.config.composing import HYDRA_VERSION, Composed, from_hydra, register
    from orgsim.config.explain import as_fault, foreign_errors
    from orgsim.config.places import conf_folder

    failed: list[Exception] = []

    def job(composed: Any) -> None:
        from hydra.core.hydra_config import HydraConfig

        from orgsim.cli.job import run_composed

        if not failed:  # Hydra would print a line of its own for an exception; and after one, no further run starts
            try:
                run_composed(plain(composed, HydraConfig.get()))
            except Exception as error:
                failed.append(error)

    def plain(composed: Any, how: Any) -> Composed:
        try:
            return from_hydra(composed, how, config_dir, config_name=config_name)
        except foreign_errors() as error:
            raise as_fault(error, config_dir) from error

    register()
    command = hydra.main(version_base=HYDRA_VERSION, config_path=str(conf_folder()), config_name="config")(job)
    with _as_hydra_wants(arguments):
        try:
            command()
        except foreign_errors() as error:
            raise as_fault(error, config_dir) from error
        except SystemExit as stop:
            raise SystemExit(2 if stop.code == 1 else stop.code) from None  # Hydra has said what is wrong
    if failed:
        raise failed[0]


@contextmanager
def _as_hydra_wants(arguments: list[str]) -> Iterator[None]:
    """The command line where Hydra looks for it, and exceptions raised instead of printed, so that we can word them."""
    before, setting = sys.argv, os.environ.get("HYDRA_FULL_ERROR")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    sys.argv = ["orgsim", *arguments]
    os.environ["HYDRA_FULL_ERROR"] = "1"
    try:
        yield
    finally:
        sys.argv = before
        root.handlers[:] = handlers
        root.setLevel(level)
        if setting is None:
            del os.environ["HYDRA_FULL_ERROR"]
        else:
            os.environ["HYDRA_FULL_ERROR"] = setting
