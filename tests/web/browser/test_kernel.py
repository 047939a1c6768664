"""The kernel in Chromium's own engine gives Python's numbers, to the last bit."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.web.test_kernel_js import write_cases

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RUN = """async (given) => {
  const { loadEngine } = await import("/kernel/kernel.js");
  const engine = await loadEngine(new URL("/kernel/", location.href));
  const organization = engine.organization(given.bosses);
  const study = { ...given, organization, fixed: engine.fixed(given.fixed), levers: engine.levers(given.levers, given.weeks) };
  const whole = (values) => btoa(Array.from(new Uint8Array(values.buffer), (byte) => String.fromCharCode(byte)).join(""));
  const people = engine.people({ ...study, replication: given.first });
  return [whole(engine.run(study)), whole(people)];
}"""


def test_chromium_gives_the_same_bits(page: Page, tmp_path: Path) -> None:
    write_cases(tmp_path)
    page.goto("/")
    for case in json.loads((tmp_path / "cases.json").read_text(encoding="utf-8")):
        outcomes, people = map(base64.b64decode, page.evaluate(_RUN, case))
        assert outcomes == (tmp_path / f"{case['name']}.outcomes").read_bytes(), case["name"]
        assert people == (tmp_path / f"{case['name']}.people").read_bytes(), case["name"]
