"""Makes the browser's files anew from the sources as they are: tables, kernel (where its sources have changed) and bundle.

In a merge or rebase it ends the conflicts in these files, those that `.gitattributes` calls generated; conflicts in any other
file come first. Needs the development environment, and `npm ci` once:

    .venv/bin/python .ci/regenerate.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Make them and put them into git's index; exits with 1 where other files are in conflict."""
    generated = sorted({*_git("ls-files", ":(attr:linguist-generated)")})  # in a conflict git lists each side
    conflicts = _git("diff", "--name-only", "--diff-filter=U")
    first = sorted({*conflicts} - {*generated})
    if first:
        sys.exit(f"resolve these first (git add), then run this again: {', '.join(first)}")
    if conflicts:
        _git("checkout", "--ours", "--", *conflicts)  # whole files, whichever
    _make()
    _git("add", "--", *generated)
    print("made and added:", ", ".join(_git("diff", "--cached", "--name-only", "--", *generated)) or "nothing new")


def _make() -> None:
    from orgsim.wasm.build import build
    from orgsim.wasm.manifest import FOLDER, PARAMETERS, faults, parameters

    stale = faults()
    print("".join(f"{line}\n" for line in stale), end="")
    if any(not line.startswith(str(FOLDER / PARAMETERS)) for line in stale):
        build()
    elif stale:
        (FOLDER / PARAMETERS).write_text(parameters(), encoding="utf-8")
    if not (ROOT / "node_modules").exists():
        sys.exit("the bundle needs its tools: npm ci")
    subprocess.run(["npm", "run", "--silent", "bundle"], cwd=ROOT, check=True)


def _git(*words: str) -> list[str]:
    """The lines that git says."""
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


if __name__ == "__main__":
    main()
