"""A sweep in words, before it runs: factors, points, strata, runs, and about what they will cost."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np

from orgsim.spec.beyond import beyond
from orgsim.spec.values import bound, counted
from orgsim.sweeps.design.axes import NUMBERS
from orgsim.sweeps.design.strata import described
from orgsim.sweeps.plan import Factor, Sweep
from orgsim.text_table import aligned

#: Nanoseconds per person-week and thread, with common dice and without: what the kernel took where it was last measured.
#: Machines differ by a factor of two.
NANOSECONDS = {True: 5.0, False: 7.0}
#: Bytes that a run, and a point, take on disk by what is kept: of sweeps of 260 weeks, as they were last measured.
RUN_BYTES = {"runs": 350.0, "quantiles": 350.0, "series": 7_600.0}
POINT_BYTES = {"runs": 0.0, "quantiles": 31_000.0, "series": 0.0}
_WEEKS = 260
_SHOWN, _VALUES_SHOWN, _STRATA_SHOWN = 5, 6, 8
_WORDS = {
    "grid": "grid",
    "random": "random points",
    "lhs": "Latin hypercube",
    "sobol": "Sobol' sequence",
    "saltelli": "Saltelli's matrices",
    "morris": "Morris trajectories",
    "table": "table",
}


def description(sweep: Sweep, keep: str = "runs") -> str:
    """Everything that `dry_run=true` prints."""
    return "\n".join([*header(sweep), "", *_strata(sweep), *_points(sweep), "", *_cost(sweep, keep)])


def header(sweep: Sweep) -> Iterator[str]:
    """The sweep's name, design and factors, and how often, how long and with which dice points are run."""
    design, sampling = sweep.strata[0].study.design, sweep.sampling
    yield f"sweep          {sweep.name}"
    size = f" of {sampling.points:,}" if sampling.points else ""
    seed = f"{size} rows" if sampling.method == "table" else f"{size}, design_seed {sampling.seed}" if size else ""
    seed += ", with pairs of factors" if sampling.second_order else ""
    yield f"design         {_WORDS[sampling.method]}{seed}"
    for place, factor in enumerate(sweep.factors):
        yield f"{'factors' if place == 0 else '':<15}{factor.key}  {_range_of(factor)}"
    people = sorted({len(stratum.study.organization) for stratum in sweep.strata})
    who = f"{people[0]:,}" if len(people) == 1 else f"{people[0]:,} to {people[-1]:,}"
    dice = "the same dice for all points" if sweep.common else "dice of its own for each point"
    yield f"points         {len(sweep):,} in {len(sweep.strata):,} {'stratum' if len(sweep.strata) == 1 else 'strata'}"
    often = counted(design.replications, "replication")
    yield f"run            {often} of {design.weeks:,} weeks, {who} people; {dice}, seed {design.seed}"
    for line in notes(sweep):
        yield f"note           {line}"


def notes(sweep: Sweep) -> Iterator[str]:
    """What a reader of the results should know."""
    sampling = sweep.sampling
    if sampling.method in ("sobol", "saltelli") and sampling.points & (sampling.points - 1):
        near = 2 ** round(float(np.log2(sampling.points)))
        yield f"points={sampling.points}: a Sobol' sequence is even at powers of two only; the nearest is {near}"
    yield from _beyond(sweep)


def _beyond(sweep: Sweep) -> Iterator[str]:
    """What lies beyond the end of the runs, of points and of what they all have."""
    weeks = sweep.strata[0].study.design.weeks
    for key, column in sweep.columns.items():
        if key.endswith((".week", ".end")) and (late := int(np.count_nonzero(column >= weeks))):
            what = "shift" if key == "shift.week" else f"have {key}"
            yield f"{counted(late, 'point')} {what} in a week that this run does not reach"
    for stratum in sweep.strata:
        varied = {*sweep.columns, *stratum.follows}
        yield from beyond(stratum.study.scenarios, weeks, varied)


def _range_of(factor: Factor) -> str:
    """Where a factor's values come from."""
    unit = f" ({NUMBERS[factor.key].unit})" if factor.key in NUMBERS else ""
    if factor.values:
        shown = [value if isinstance(value, str) else bound(value) for value in factor.values]
        if len(shown) > _VALUES_SHOWN:
            shown = [*shown[: _VALUES_SHOWN - 2], "…", shown[-1]]
        return f"{', '.join(shown)}{unit}" + (f": {len(factor.values):,} values" if len(factor.values) > 2 else "")
    assert factor.low is not None
    assert factor.high is not None
    how = ", by its logarithm" if factor.scale == "log" else ""
    return f"{bound(factor.low)} to {bound(factor.high)}{unit}{how}"


def _strata(sweep: Sweep) -> Iterator[str]:
    """The strata and their points, where there is more than one."""
    if len(sweep.strata) == 1:
        return
    counts = np.bincount(sweep.stratum, minlength=len(sweep.strata))
    shown = list(zip(sweep.strata, counts, strict=True))[:_STRATA_SHOWN]
    rows = [(f"{n:,} points", f"{len(each.study.organization):,} people", described(each.choices)) for each, n in shown]
    yield from aligned(rows, ">><", gap=3, indent=2)
    if len(sweep.strata) > _STRATA_SHOWN:
        yield f"  and {len(sweep.strata) - _STRATA_SHOWN:,} strata more"
    yield ""


def _points(sweep: Sweep) -> Iterator[str]:
    """The first points, a column each."""
    keys = list(sweep.columns)
    if not keys:
        return
    shown = range(min(_SHOWN, len(sweep)))
    rows = [["point", *map(str, shown)]]
    rows += [[key, *(f"{sweep.columns[key][point]:.6g}" for point in shown)] for key in keys]
    yield from aligned(rows, indent=2)
    if len(sweep) > _SHOWN:
        yield f"  and {len(sweep) - _SHOWN:,} points more"


def _cost(sweep: Sweep, keep: str) -> Iterator[str]:
    """Runs, time and bytes."""
    runs, threads = runs_of(sweep), threads_of(sweep)
    yield f"runs           {runs:,}"
    how = f"at {NANOSECONDS[sweep.common]:g} ns a person-week and thread; the run itself measures it"
    if sweep.strata[0].study.execution.engine == "kernel":
        yield f"time           about {_duration(seconds(sweep, threads))} on {counted(threads, 'thread')}, {how}"
    else:
        yield "time           not known for engine=mesa, which is much slower than the kernel"
    yield f"disk           about {_size(disk_bytes(sweep, keep))} (keep={keep})"


def runs_of(sweep: Sweep) -> int:
    """Points times replications."""
    return len(sweep) * sweep.strata[0].study.design.replications


def threads_of(sweep: Sweep) -> int:
    """Threads that the kernel will have: those asked for, or the processor's."""
    return sweep.strata[0].study.execution.threads or os.cpu_count() or 1


def seconds(sweep: Sweep, threads: int) -> float:
    """About how long the runs take, at so many `NANOSECONDS`."""
    counts = np.bincount(sweep.stratum, minlength=len(sweep.strata))
    people = sum(int(count) * len(each.study.organization) for count, each in zip(counts, sweep.strata, strict=True))
    design = sweep.strata[0].study.design
    return people * design.replications * design.weeks * NANOSECONDS[sweep.common] * 1e-9 / threads


def disk_bytes(sweep: Sweep, keep: str) -> float:
    """About how many bytes the results take."""
    length = sweep.strata[0].study.design.weeks / _WEEKS
    series = length if keep == "series" else 1.0
    return runs_of(sweep) * RUN_BYTES[keep] * series + len(sweep) * POINT_BYTES[keep] * length


def _duration(seconds: float) -> str:
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.2g} {unit}"
    return f"{seconds:.2g} seconds"


def _size(count: float) -> str:
    for size, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count:.0f} bytes"
