"""A sweep's folder made, or grown: more replications and further points beside those it has, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from orgsim.errors import ResultsError
from orgsim.sweeps.plan import Sampling, Sweep
from orgsim.sweeps.specification import design_table
from orgsim.sweeps.store.atomic import locked
from orgsim.sweeps.store.blocks import Block, Rectangle, part_of, uncovered
from orgsim.sweeps.store.folder import SweepFolder, changed_design, hash_of
from orgsim.sweeps.store.frozen import Frozen, difference, read_frozen, strangers, write_frozen
from orgsim.sweeps.store.identity import Ids, fingerprint, point_ids, stratum_hashes
from orgsim.sweeps.store.layout import SPECIFICATION, Layout
from orgsim.sweeps.store.sealed import ChangedError, way_back
from orgsim.sweeps.store.tables import POINT_ID, read_design, write_design

#: Samples that are others for every number of points, and what they are.
REDRAWN = {"lhs": "a Latin hypercube", "morris": "a set of Morris trajectories"}
#: Points and replications of a chunk, for a sweep in the order of its rows and what is not covered yet.
Sizes = Callable[[Sweep, list[Rectangle]], tuple[int, int]]


def freeze(root: Path, sweep: Sweep, keep: str, *, shard: tuple[int, int] | None, sizes: Sizes) -> SweepFolder:
    """A folder for a sweep, made or grown as need be; one process at a time does this.

    Raises ResultsError when it holds something else: another model's, other settings, or points that the sweep has not.
    """
    layout = Layout(root)
    layout.make(keep)
    with locked(layout.journal / "lock"):
        before = read_frozen(root)
        if before is None and layout.keys():
            raise ChangedError(f"'{root}' holds chunks, but no {SPECIFICATION}; {way_back(root)}")
        opened = _empty(layout, sweep, keep) if before is None else _grown(layout, before, sweep, keep)
        frozen, design = opened.frozen, sweep.strata[0].study.design
        rows = part_of(len(sweep), shard)
        new = uncovered(frozen.blocks, rows, design.first, last=design.first + design.replications)
        if new:
            _refuse_split_quantiles(frozen, new, root)
            points, replications = sizes(opened.sweep, new)
            blocks = [Block(each.start, each.stop, each.first, each.last, points, replications) for each in new]
            opened = replace(opened, frozen=frozen.with_blocks(*blocks))
        _write(opened, before)
    return opened


def design_frame(opened: SweepFolder) -> pd.DataFrame:
    """A row for each point: `point` from 0, the place of its stratum, what was chosen for it, its values, its id."""
    return pd.DataFrame({**design_table(opened.sweep), POINT_ID: opened.ids})


def same_rows(a: pd.DataFrame, b: pd.DataFrame) -> bool:
    """Whether two designs say the same, in whatever order their columns stand."""
    alike = len(a) == len(b) and set(a.columns) == set(b.columns)
    return alike and all(a[name].astype(object).equals(b[name].astype(object)) for name in a)


def _empty(layout: Layout, sweep: Sweep, keep: str) -> SweepFolder:
    hashes = stratum_hashes(sweep)
    ids = point_ids(sweep, hashes)
    replications = sweep.strata[0].study.design.replications
    frozen = Frozen(fingerprint(sweep, keep), sweep, tuple(hashes), len(sweep), hash_of(ids), replications, ())
    return SweepFolder(layout, frozen, sweep, ids, hashes)


def _grown(layout: Layout, before: Frozen, sweep: Sweep, keep: str) -> SweepFolder:
    """The sweep in the order of the rows that are there, new points after them."""
    where = str(layout.root)
    line = difference(before.shared, fingerprint(sweep, keep), where) or strangers(before, sweep, where)
    if line is not None:
        raise ResultsError(line)
    asked = _empty(layout, sweep, keep)
    order = _order(layout, before, asked.ids, _why(before.sweep.sampling, sweep.sampling))
    hashes = [*before.hashes, *(each for each in asked.hashes if each not in before.hashes)]
    by_hash = dict(zip(asked.hashes, sweep.strata, strict=True))
    moved = np.array([hashes.index(each) for each in asked.hashes], dtype=np.int64)
    own = replace(
        sweep,
        strata=tuple(by_hash[each] for each in hashes),
        columns={key: np.asarray(column)[order] for key, column in sweep.columns.items()},
        stratum=moved[sweep.stratum][order],
    )
    ids, most = asked.ids[order], max(before.replications, asked.frozen.replications)
    frozen = Frozen(before.shared, own, tuple(hashes), len(ids), hash_of(ids), most, before.blocks, before.sealed)
    return SweepFolder(layout, frozen, own, ids, hashes)


def _order(layout: Layout, before: Frozen, ids: Ids, why: str) -> Any:
    """Where in the sweep each row of the folder is: rows that are there first. Raises ResultsError for rows it has not."""
    if hash_of(ids) == before.points_hash:
        return np.arange(len(ids))
    table = read_design(layout.design)
    if table is None or hash_of(table[POINT_ID].to_numpy()[: before.points]) != before.points_hash:
        raise ResultsError(f"'{layout.design}' is missing or damaged; run the command that wrote it again, then grow the sweep")
    there = table[POINT_ID].to_numpy()[: before.points]
    places = {int(each): place for place, each in enumerate(ids)}
    lacking = [row for row, each in enumerate(there) if int(each) not in places]
    if lacking:
        raise ResultsError(
            f"{layout.root}: it holds {len(there):,} points, of which {len(lacking):,} are not in this sweep (the first is "
            f"point {lacking[0]}); {why or 'a folder grows by points beside those it has'}: name another folder"
        )
    old = [places[int(each)] for each in there]
    new = np.ones(len(ids), dtype=bool)
    new[old] = False
    return np.concatenate([np.array(old, dtype=np.int64), np.flatnonzero(new)])


def _why(there: Sampling, here: Sampling) -> str:
    """Why a sample does not have the points of another one, where its method or its seed says so; else empty."""
    if there.method != here.method:
        return f"design={here.method} has other points than the design={there.method} of the folder"
    if there.seed != here.seed:
        return f"design_seed={here.seed} gives other points than the design_seed={there.seed} of the folder"
    if here.method in REDRAWN and there.points != here.points:
        what = f"{REDRAWN[here.method]} of {here.points:,} is drawn anew, not {there.points:,} and some more"
        return f"{what}, so it cannot grow; design=sobol and design=random do, from the first points on"
    return ""


def _write(opened: SweepFolder, before: Frozen | None) -> None:
    """sweep.json first for a new folder; for one that grows the design first, of which a prefix is always right."""
    layout = opened.layout
    if before is None:
        write_frozen(layout.root, opened.frozen)
    frame, there = design_frame(opened), _design(layout)
    if before is not None and there is not None and not same_rows(frame[: before.points], there[: before.points]):
        raise changed_design(layout)
    if before is None or before.points != opened.frozen.points or there is None:
        write_design(layout.design, frame)
    if before is not None and (before.blocks, before.points) != (opened.frozen.blocks, opened.frozen.points):
        write_frozen(layout.root, opened.frozen)


def _design(layout: Layout) -> pd.DataFrame | None:
    """The design that is there; None where there is none that can be read."""
    try:
        return read_design(layout.design)
    except ResultsError:
        return None


def _refuse_split_quantiles(frozen: Frozen, new: list[Rectangle], root: Path) -> None:
    """Quantiles are over all replications of a point, so a point's replications cannot come in two parts."""
    if frozen.keep == "quantiles" and any(a.start < b.stop and b.start < a.stop for a in frozen.blocks for b in new):
        there = max(block.last - block.first for block in frozen.blocks)
        raise ResultsError(
            f"{root}: its quantiles are over {there:,} replications of each point, and more cannot be added to them; "
            f"name another folder (keep=runs and keep=series grow)"
        )
