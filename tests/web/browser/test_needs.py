"""Whether this machine can run the browser tests, and what is said where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.browser import needs


def test_browser_tests_can_run() -> None:
    lines = needs.missing()
    for line in lines:
        print(f"browser tests did not run: {line}")
    assert not (lines and needs.required()), "\n".join(lines)


def test_a_browser_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ORGSIM_CHROMIUM", str(tmp_path / "chromium"))
    assert needs.missing()[0] == f"no Chromium at {tmp_path}/chromium: apt-get install chromium, or set ORGSIM_CHROMIUM"
    monkeypatch.setenv("CI_REQUIRES_BROWSER", "1")
    with pytest.raises(AssertionError, match="no Chromium at"):
        test_browser_tests_can_run()
