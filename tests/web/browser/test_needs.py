"""Whether this machine can run the browser tests, and what is said where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import lacking
from tests.web.browser import needs


def test_browser_tests_can_run() -> None:
    lines = needs.missing()
    if lines:
        lacking("; ".join(lines))


def test_a_browser_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ORGSIM_CHROMIUM", str(tmp_path / "chromium"))
    assert needs.missing()[0] == f"no Chromium at {tmp_path}/chromium: apt-get install chromium, or set ORGSIM_CHROMIUM"
    for demanded, told in {"1": pytest.fail.Exception, "0": pytest.skip.Exception}.items():
        monkeypatch.setenv("CI_REQUIRES_BROWSER", demanded)
        with pytest.raises(told, match="no Chromium at"):
            test_browser_tests_can_run()
