"""One implementation in a process of its own, for the sake of its memory: prints the process's peak."""

from __future__ import annotations

import json
import sys

from benchmarks.engines import implementations
from benchmarks.measuring import peak_megabytes
from benchmarks.workload import SIZES


def main(size_name: str, name: str) -> None:
    """Run the implementation called `name` once; `nothing` runs none, and shows what imports alone take."""
    rows = implementations(SIZES[size_name])
    if name != "nothing":
        rows[name].work()
    print(json.dumps({"megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
