"""`orgsim sweep merge`: join the folders of machines that share nothing."""

from __future__ import annotations

from pathlib import Path

from orgsim.cli.sweep.common import parser_of

SUMMARY = "join the folders of shards computed on machines that share nothing"
_DESCRIPTION = """\
join the folders of one sweep's shards in the first folder, which is made if need be.

Each machine runs the same command with shard=1/8, shard=2/8, … The folders must be of one sweep and
one model; what differs is named. Chunks that are there already stay as they are, so merging twice
changes nothing.
"""
_EXAMPLE = """\
example:
  orgsim sweep merge results/whole shards/1 shards/2 shards/3
"""


def run(arguments: list[str]) -> int:
    """Join folders; 0 when every run of the sweep is there then, 1 when some are missing."""
    parser = parser_of("merge", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("shards", nargs="+", type=Path, help="folders to be joined in it")
    options = parser.parse_args(arguments)

    from orgsim.cli.sweep import status
    from orgsim.sweeps.merging import merge

    merged = merge(options.shards, options.folder)
    print(f"{merged.copied:,} chunks copied, {merged.present:,} were there already")
    return status.run([str(options.folder)])
