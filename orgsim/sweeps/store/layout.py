"""What lies where in a sweep's folder."""

from __future__ import annotations

from pathlib import Path

from orgsim.study.kinds import SWEEP

#: Version of the folder's format: part of every chunk's key. In the first, final values were means of 52 weeks.
SCHEMA, FIRST_SCHEMA = 2, 1
SPECIFICATION, DESIGN = SWEEP, "design.parquet"
CONFIG, PROVENANCE, FAILED, QUARANTINE, JOURNAL = "config", "provenance", "failed", "quarantine", "journal"
#: A copy of the specification, to put it back from.
COPY = f"{CONFIG}/{SPECIFICATION}"
RUNS, QUANTILES, SERIES = "runs", "quantiles", "series"
KINDS = (RUNS, QUANTILES, SERIES)
#: What an unfinished file ends in; its name starts with a dot, so that no reader takes it for data.
PART = ".part"
_FOLDERS = (CONFIG, PROVENANCE, FAILED, QUARANTINE, JOURNAL)


class Layout:
    """The paths of a sweep's folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.specification = root / SPECIFICATION
        self.design = root / DESIGN
        self.config, self.provenance, self.failed, self.quarantine, self.journal = (root / name for name in _FOLDERS)
        self.chunks = root / "chunks"

    def make(self, keep: str) -> None:
        """Make the folders that a sweep which keeps `keep` needs."""
        for name in _FOLDERS:
            (self.root / name).mkdir(parents=True, exist_ok=True)
        for kind in dict.fromkeys((RUNS, keep)):
            (self.chunks / kind).mkdir(parents=True, exist_ok=True)

    def chunk(self, key: str, kind: str = RUNS) -> Path:
        """The file of one chunk."""
        return self.chunks / kind / f"{key}.parquet"

    def keys(self, kind: str = RUNS) -> set[str]:
        """The names of the chunks that lie there."""
        return {path.stem for path in (self.chunks / kind).glob("*.parquet")}

    def failure(self, key: str) -> Path:
        """The record of what failed in one chunk."""
        return self.failed / f"{key}.json"
