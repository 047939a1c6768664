"""Every way to come by the same results, in a process with two threads: prints what each gives, as JSON.

Resumed: interrupted after some records, three times, and run to the end.
"""

from __future__ import annotations

import json
import sys
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.running.sweep_run import _Run
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.sweeps import make

CHUNKINGS = ((10, 6), (1, 6), (3, 2), (4, 5))
INTERRUPTIONS = 3


def interrupted_after(records: int) -> Any:
    """A client that is interrupted when it has taken so many records."""
    right, left = _Run._take, records

    def take(self: _Run, *how: Any) -> None:
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        right(self, *how)

    return patch.object(_Run, "_take", take)


def result(folder: Path, options: RunOptions, resumed: bool) -> tuple[str, int]:
    """The hash of a sweep that was run at once or resumed, and how often it was interrupted."""
    times = 0
    for _ in range(INTERRUPTIONS if resumed else 0):
        with interrupted_after(1):
            times += run_sweep(make(), folder, options).exit_code == 130
    assert run_sweep(make(), folder, options).exit_code == 0
    return open_folder(folder).contents().digest, times


def main(root: str) -> None:
    from distributed import LocalCluster

    found = {}
    with LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        settings = {"local": {}, "dask": {"address": cluster.scheduler_address}}
        for chunking, threads, executor, resumed in product(CHUNKINGS, (1, 2), settings, (False, True)):
            points, replications = chunking
            options = RunOptions(
                executor,
                threads=threads,
                points_per_chunk=points,
                replications_per_chunk=replications,
                progress=False,
                settings=settings[executor],
            )
            name = f"{points}x{replications} {threads} {executor} {'resumed' if resumed else 'fresh'}"
            found[name] = result(Path(root) / name.replace(" ", "-"), options, resumed)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
