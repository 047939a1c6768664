"""A client as a process of its own: `python -m tests.sweeps.faults.client FOLDER JSON`; the JSON says which sweep and how."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from orgsim.errors import OrgsimError
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.store.folder import open_folder
from tests.sweeps.faults.sweeps import make


def main(folder: str, how: str) -> int:
    asked = json.loads(how)
    if "largest_file" in asked:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest_file"], resource.RLIM_INFINITY))
    try:
        outcome = run_sweep(make(**asked.get("sweep", {})), folder, RunOptions(**asked.get("options", {})))
    except OrgsimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(outcome.message, file=sys.stderr)
    if outcome.exit_code in (0, 1):
        print(open_folder(Path(folder)).contents().digest)
    return outcome.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
