"""`orgsim warmup`: compile now what runs would compile when they first need it."""

from __future__ import annotations

import os
from argparse import RawDescriptionHelpFormatter

from orgsim.cli.verbs import Parser
from orgsim.errors import ConfigurationError

SUMMARY = "compile ahead of time, so that no run has to wait"
_DESCRIPTION = """\
Compile ahead of time what runs compile when they first need it, and keep it on disk: the kernel, which simulates the weeks,
for the number of runs side by side (lanes) that runs have unless you ask for another, the survey, and what sums runs up. Each
takes some seconds, once for this version of orgsim on this machine; what is there already is only read, which shows that it
is whole.

For each you see whether it was compiled or was there, the seconds, and its size on disk."""
_EPILOG = """\
The cache is $ORGSIM_CACHE_DIR/orgsim, else $NUMBA_CACHE_DIR/orgsim, else orgsim in your usual cache folder. In it every version
of the model, of numba, of Python and of the processor has a folder of its own, kernel-<hash>: after an update the old ones lie
idle until --clear throws them away. A folder that another checkout of orgsim still uses goes too; it compiles again.

Examples: orgsim warmup
          orgsim warmup --all      before a study of which lanes are fastest, or when making an image of a machine
          orgsim warmup --clear"""


def run(arguments: list[str]) -> int:
    """Compile, or clear the cache, and say what was done, where it lies and how large it is."""
    options = _parser().parse_args(arguments)
    _check()
    if options.clear:
        _clear()
    else:
        _warm(options.all)
    _where()
    return 0


def _parser() -> Parser:
    raw = RawDescriptionHelpFormatter
    parser = Parser(prog="orgsim warmup", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--all", action="store_true", help="the kernel for every number of lanes that runs can ask for")
    either.add_argument(
        "--clear", action="store_true", help="compile nothing; throw away what other versions left in the cache"
    )
    return parser


def _check() -> None:
    from numba import config

    if config.DISABLE_JIT:
        value = os.environ.get("NUMBA_DISABLE_JIT", "1")
        raise ConfigurationError(f"NUMBA_DISABLE_JIT={value}: the compiler is switched off, so there is nothing to compile")


def _warm(every: bool) -> None:
    from orgsim.cli.compiling import compilables, warm

    functions = compilables(every)
    width = max(len(function.what) for function in functions)
    for place, function in enumerate(functions, start=1):
        compiled, seconds, size = warm(function)
        did = "compiled" if compiled else "was there, read"
        print(f"{place}/{len(functions)} {function.what:<{width}}  {did} in {seconds:.1f} s, {_megabytes(size)}", flush=True)


def _clear() -> None:
    from orgsim.cli.compiling import clear

    number, size = clear()
    print(f"thrown away, folders of other versions: {number:,} ({_megabytes(size)})")


def _where() -> None:
    """Where the cache lies, and what of other versions is in it."""
    from orgsim.cli.compiling import size_of, stale_folders
    from orgsim.engines.kernel.cache import folder

    print(f"cache: {folder()}, {_megabytes(size_of(folder()))}")
    stale = list(stale_folders())
    if stale:
        size = _megabytes(sum(map(size_of, stale)))
        print(f"folders of other versions beside it: {len(stale):,} ({size}); orgsim warmup --clear throws them away")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
