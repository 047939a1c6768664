"""`orgsim sweep check`: is everything in a sweep's folder what was computed."""

from __future__ import annotations

from orgsim.cli.sweep.common import parser_of

SUMMARY = "is everything in it what was computed (--deep: every byte, and a sample of runs again)"
_DESCRIPTION = """\
is everything in a sweep's folder what was computed.

Files that are cut short, empty or under another chunk's name are found by their footers. --deep
reads every page and compares its checksum, the file's hash and the hash of its numbers, and computes
a sample of runs again, which must come out bit for bit. Files that are not what they should be are
moved to quarantine/; running the sweep's command again computes them.
"""
_EXAMPLE = """\
example:
  orgsim sweep check results/phase_diagram-3f2a9c81 --deep --sample 20
"""


def run(arguments: list[str]) -> int:
    """Check a folder; 0 when all that is there is sound, 1 when something was not."""
    parser = parser_of("check", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("--deep", action="store_true", help="read every page, and compute a sample of runs again")
    parser.add_argument("--sample", type=int, default=8, help="runs to compute again with --deep (8)")
    parser.add_argument("--seed", type=int, default=1, help="dice of the sample (1)")
    options = parser.parse_args(arguments)
    if options.sample < 0:
        parser.error(f"--sample={options.sample}: must be a whole number from 0")

    from orgsim.sweep.checking import check

    found = check(options.folder, options.deep, options.sample, options.seed)
    contents = found.contents
    print(f"{len(contents.good):,} chunks with {contents.done:,} runs are sound; {found.missing:,} chunks are missing")
    if options.deep:
        same = found.recomputed - len(found.differing)
        print(found.note or f"{same:,} of {found.recomputed:,} runs computed again (seed {options.seed}) are equal bit for bit")
    for line in (*found.aside, *found.differing):
        print(line)
    if found.aside:
        print("run the sweep's command again: it computes what was put into quarantine")
    return 0 if found.sound else 1
