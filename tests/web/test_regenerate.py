"""Two branches that change different scripts: what they generate is in conflict, and one command ends it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BADGE, THEME = "orgsim/web/scripts/parts/badge.js", "orgsim/web/scripts/parts/theme.js"
BUNDLE = {f"orgsim/web/bundle/{name}" for name in ("app.js", "manifest.json")}
NEEDED = (shutil.which("git"), shutil.which("npm"), (ROOT / "node_modules").exists(), (ROOT / ".git").exists())


class Clone:
    """A clone of this checkout's last commit, with its attributes and its command as they are here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        subprocess.run(["git", "clone", "--quiet", "--shared", str(ROOT), str(root)], check=True, timeout=60)
        (root / "node_modules").symlink_to((ROOT / "node_modules").resolve())
        for name in (".gitattributes", ".ci/regenerate.py"):
            shutil.copy(ROOT / name, root / name)
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", "somebody@example.org")
        self.git("checkout", "--quiet", "-B", "main")
        self.git("add", ".gitattributes", ".ci")
        self.git("commit", "--quiet", "--allow-empty", "--message", "as it is here")

    def git(self, *words: str, fine: bool = True) -> list[str]:
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0 or not fine, done.stdout + done.stderr
        return done.stdout.splitlines()

    def make(self) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, ".ci/regenerate.py"]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False, timeout=400)

    def branch(self, name: str, path: str, before: str, after: str) -> None:
        """A branch from main with a script changed, and the bundle with it."""
        self.git("checkout", "--quiet", "-B", name, "main")
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")
        subprocess.run(["npm", "run", "--silent", "bundle"], cwd=self.root, check=True, timeout=60, stdout=subprocess.DEVNULL)
        self.git("commit", "--quiet", "--all", "--message", name)

    def conflicts(self) -> set[str]:
        return set(self.git("diff", "--name-only", "--diff-filter=U"))


@pytest.mark.skipif(not all(NEEDED), reason="needs git, npm, what `npm ci` installs, and a checkout")
def test_one_command_ends_conflicts_in_what_is_generated(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    clone.branch("badge", BADGE, "Not running", "Standing still")
    clone.branch("theme", THEME, "localStorage", "sessionStorage")
    clone.git("merge", "badge", fine=False)
    assert clone.conflicts() == BUNDLE
    assert not any("<<<<<<<" in (clone.root / name).read_text(encoding="utf-8") for name in BUNDLE)
    done = clone.make()
    assert done.returncode == 0, done.stderr
    assert clone.conflicts() == set()
    clone.git("commit", "--quiet", "--no-edit")
    bundle = (clone.root / "orgsim/web/bundle/app.js").read_text(encoding="utf-8")
    assert "Standing still" in bundle
    assert "sessionStorage" in bundle
    check = ["node", "orgsim/web/bundle/build.mjs", "--check"]
    assert subprocess.run(check, cwd=clone.root, check=False, timeout=60).returncode == 0

    clone.branch("other", BADGE, "Not running", "Out of order")
    clone.git("rebase", "badge", fine=False)
    assert clone.conflicts() == {*BUNDLE, BADGE}
    done = clone.make()
    assert done.returncode == 1
    assert done.stderr == f"resolve these first (git add), then run this again: {BADGE}\n"
    assert clone.conflicts() == {*BUNDLE, BADGE}
    clone.git("checkout", "--theirs", BADGE)
    clone.git("add", BADGE)
    assert clone.make().returncode == 0
    clone.git("-c", "core.editor=true", "rebase", "--continue")
    assert "Out of order" in (clone.root / "orgsim/web/bundle/app.js").read_text(encoding="utf-8")
