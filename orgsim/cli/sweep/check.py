"""`orgsim sweep check`: is everything in a sweep's folder what was computed."""

from __future__ import annotations

from orgsim.cli.sweep.common import parser_of

SUMMARY = "is everything in it, and as it was written (--deep: every byte, and a sample of runs again)"
_DESCRIPTION = """\
is everything in a sweep's folder, and as it was written.

sweep.json carries its own digest: a change of it is named, touches no chunk, and is put back from the
copy in config/. The design, the records of failures and the journal are held to the chunks. Chunks that
are cut short, empty or under another one's name are found by their footers. --deep reads every page and
compares its checksum, the file's hash and the hash of its numbers, and computes a sample of runs again,
which must come out bit for bit. Chunks that are not what they should be are moved to quarantine/;
running the sweep's command again computes them, and those that are missing.

Exit codes: 0 everything is there and sound, 1 it is not, 2 no sweep, or another model's.
"""
_EXAMPLE = """\
example:
  orgsim sweep check results/phase_diagram-3f2a9c81 --deep --sample 20
"""


def run(arguments: list[str]) -> int:
    """Check a folder; 0 when everything is there and sound, 1 when it is not."""
    parser = parser_of("check", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("--deep", action="store_true", help="read every page, and compute a sample of runs again")
    parser.add_argument("--sample", type=int, default=8, help="runs to compute again with --deep (8)")
    parser.add_argument("--seed", type=int, default=1, help="dice of the sample (1)")
    options = parser.parse_args(arguments)
    if options.sample < 0:
        parser.error(f"--sample={options.sample}: must be a whole number from 0")

    from orgsim.sweeps.checking import check
    from orgsim.sweeps.store.sealed import ChangedError

    try:
        found = check(options.folder, options.deep, options.sample, seed=options.seed)
    except ChangedError as changed:
        print(changed)
        return 1
    contents = found.contents
    gone = f", of which {found.lost:,} were there once" if found.lost else ""
    print(f"{len(contents.good):,} chunks with {contents.done:,} runs are sound; {found.missing:,} chunks are missing{gone}")
    if contents.failed:
        print(f"{contents.failed:,} runs failed for good, as recorded in failed/")
    if found.recomputed:
        same = found.recomputed - len(found.differing)
        print(f"{same:,} of {found.recomputed:,} runs computed again (seed {options.seed}) are equal bit for bit")
    for line in (*found.notes, *found.faults, *found.aside, *found.differing):
        print(line)
    if found.aside or found.missing:
        print("run the sweep's command again: it computes what is missing or was put into quarantine")
    return 0 if found.sound else 1
