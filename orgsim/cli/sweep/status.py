"""`orgsim sweep status`: how far a sweep is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orgsim.cli.sweep.common import bytes_text, parser_of
from orgsim.sweeps.store.sealed import NO_DIGEST

if TYPE_CHECKING:
    from orgsim.sweeps.store.blocks import Rectangle
    from orgsim.sweeps.store.failures import Failure
    from orgsim.sweeps.store.folder import Contents, SweepFolder

SUMMARY = "how far it is: points, runs, failures, size, and the hash of its results"
_DESCRIPTION = """\
how far a sweep is, from what lies in its folder; it may be running meanwhile.

The result hash is over every run's point, replication and scalars, in no order: it is the same for
any chunk size, threads, workers and number of resumptions, so two complete folders of one sweep
have the same.
"""
_EXAMPLE = """\
example:
  orgsim sweep status results/phase_diagram-3f2a9c81
"""


def run(arguments: list[str]) -> int:
    """Print the state of a folder; 0 when it is complete, 1 when runs are missing or failed."""
    options = parser_of("status", _DESCRIPTION, _EXAMPLE).parse_args(arguments)

    from orgsim.sweeps.store.folder import open_folder

    opened = open_folder(options.folder)
    contents = opened.look()
    print("\n".join(_lines(opened, contents)))
    return 0 if contents.done == opened.frozen.runs and not _unplanned(opened) else 1


def _incomplete(opened: SweepFolder, contents: Contents) -> Iterator[str]:
    """How many points have no run at all, or fewer than are asked for."""
    found = opened.runs_of_points(contents)
    none, some = int((found == 0).sum()), int(((found > 0) & (found < opened.frozen.replications)).sum())
    if none or some:
        yield f"               {none:,} of them have no run, {some:,} fewer than {opened.frozen.replications:,}"


def _lines(opened: SweepFolder, contents: Contents) -> Iterator[str]:
    frozen, total = opened.frozen, opened.frozen.runs
    missing = total - contents.done - contents.failed
    size = sum(path.stat().st_size for path in opened.layout.chunks.rglob("*.parquet"))
    yield f"sweep          {frozen.sweep.name} in {opened.layout.root}"
    yield f"points         {frozen.points:,} over {', '.join(factor.key for factor in frozen.sweep.factors)}"
    yield from _incomplete(opened, contents)
    yield f"runs           {contents.done:,} of {total:,} done, {contents.failed:,} failed, {missing:,} missing"
    yield f"chunks         {len(contents.good):,} of {len(opened.chunks):,}, {bytes_text(size)}, kept: {frozen.keep}"
    shared = frozen.shared
    yield f"model          {str(shared['model_hash'])[:12]}, seed {shared['seed']}, {shared['weeks']} weeks"
    yield f"result hash    {contents.digest}"
    for rectangle in _unplanned(opened)[:5]:
        rows = f"points {rectangle.start:,} to {rectangle.stop - 1:,}"
        yield f"not asked for  {rows}, replications {rectangle.first} to {rectangle.last - 1}: a shard that was not merged?"
    if not frozen.sealed:
        yield f"note           {NO_DIGEST}"
    for line in contents.aside:
        yield f"damaged        {line}"
    for failure in list(contents.failures.values())[:5]:
        yield f"failed         {failure.key}: {failure.reason}; {_example(failure)}"
    if missing:
        yield "               run the sweep's command again: it goes on where it stopped"


def _unplanned(opened: SweepFolder) -> list[Rectangle]:
    from orgsim.sweeps.store.blocks import uncovered

    first = int(opened.frozen.shared["first"])
    return uncovered(opened.frozen.blocks, range(opened.frozen.points), first, last=first + opened.frozen.replications)


def _example(failure: Failure) -> str:
    points = failure.points
    if not points:
        return "no points"
    values = ", ".join(f"{key}={value}" for key, value in {**points[0].choices, **points[0].values}.items())
    return f"first point {points[0].point} ({values}) {points[0].error}".rstrip()
