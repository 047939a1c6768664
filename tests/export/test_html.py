"""The saved file: small, closed, made from today's pages, and everybody's words in it are text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

from orgsim import web
from orgsim.export import page
from orgsim.export.html import page_of
from orgsim.export.jobs import job_to_export, report_of_job
from orgsim.web.leaves_out import leaves_out
from tests.tools import lacking, node

ROOT = Path(__file__).parents[2]
BUNDLE = Path(web.__file__).parent / "bundle"
STATE: dict[str, Any] = {
    "page": "report",
    "organization": {"preset": "small"},
    "futures": {"A": {"scenario": "management_trap"}, "B": {"scenario": "early_shift"}, "C": None},
    "charts": ["performance", "trust"],
    "weeks": 60,
    "seed": 1,
}
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


def part(text: str, name: str) -> bytes:
    """A block of data of the file."""
    found = re.search(rf'<script type="application/octet-stream" id="part-{name}">([^<]*)</script>', text)
    assert found is not None
    return gzip.decompress(base64.b64decode(found.group(1)))


def test_small_closed_and_the_same_again() -> None:
    text = page(STATE)
    assert text == page(STATE)
    assert len(text.encode()) <= 350_000
    assert not re.search(r"""(src|href|action|url)\s*[=(]\s*["']?(https?:)?//""", text)
    assert str(ROOT) not in text
    assert [line for line in leaves_out() if line not in unescape(text)] == []


def test_only_the_scripts_and_styles_in_the_file_are_allowed() -> None:
    text = page(STATE)
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert found is not None
    rules = dict(rule.strip().split(" ", 1) for rule in found.group(1).split(";"))
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert "unsafe-inline" not in found.group(1)
    for element, rule in ((r'<script type="module">', "script-src"), ("<style>", "style-src")):
        inside = re.findall(rf"{element}(.*?)</(?:script|style)>", text, re.DOTALL)
        assert len(inside) == 1
        assert f"'sha256-{base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()}'" in rules[rule]


def test_words_are_text_wherever_they_stand() -> None:
    report = {"title": EVIL, "text": EVIL, "trust": EVIL}
    text = page({**STATE, "organization": {"own": {"name": EVIL, "bosses": [-1, 0, 0]}}}, report)
    assert EVIL not in text
    assert text.count("<script") == page(STATE).count("<script")
    assert unescape(text).count(EVIL) == 5  # the title on the tab, above and below the pages, and two notes
    assert json.loads(part(text, "state"))["organization"]["own"]["name"] == EVIL


def test_the_state_and_the_kernel_are_inside() -> None:
    text = page(STATE)
    state = json.loads(part(text, "state"))
    assert state["futures"] == STATE["futures"]
    assert (state["page"], state["weeks"], state["charts"]) == ("simulator", 60, ["performance", "trust"])
    kernel = BUNDLE.parent / "kernel"
    assert part(text, "wasm") == (kernel / "kernel.wasm").read_bytes()
    assert json.loads(part(text, "manifest"))["model"] == json.loads(part(text, "tables"))["model"]


def test_a_scenario_of_ones_own_is_in_the_tables(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(
        f"# @package _global_\nscenario: {{title: {json.dumps(EVIL)}}}\nshift: {{week: 20, ramp: 4}}\n"
        "levers: {coaching: 2}\ntiming: {coaching: {end: never}}\ncontext: {trust: {gain: 0.02}}\n"
    )
    job = job_to_export([f"scenario={tmp_path / 'ours.yaml'}", "weeks=60"])
    text = page_of(report_of_job(job, ["trust"]), "")
    row = next(each for each in json.loads(part(text, "tables"))["scenarios"] if each["name"] == "ours")
    assert row["title"] == EVIL
    assert row["levers"] == {"coaching": {"value": 2, "week": 20, "ramp": 4, "end": None}}
    assert row["fixed"]["context.trust.gain"] == 0.02
    assert json.loads(part(text, "state"))["futures"] == {
        "A": {"scenario": "management_trap"},
        "B": {"scenario": "ours"},
        "C": None,
    }
    assert EVIL not in text


def test_the_bundle_is_that_of_todays_pages() -> None:
    manifest = json.loads((BUNDLE / "manifest.json").read_text(encoding="utf-8"))
    for folder, listed in ((BUNDLE.parent, manifest["sources"]), (BUNDLE, manifest["made"])):
        stale = [name for name, digest in listed.items() if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest]
        assert not stale, f"{', '.join(stale)}: not what the bundle was made from; run: npm run bundle"


def test_bundling_again_changes_nothing() -> None:
    if not (ROOT / "node_modules" / "esbuild").exists():
        lacking("no esbuild (npm ci): the bundle is compared with the hashes of its sources alone")
    command = [node(), str(BUNDLE / "build.mjs"), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
