"""Takes the README's picture of the simulator: needs the extra `app`, Playwright and a Chromium.

python docs/screenshots.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SIZE = {"width": 1440, "height": 900}
#: The state of the picture: the default pair at its last week.
ADDRESS = "#/simulator"
_SECONDS = 60


def main() -> int:
    """Start the app, take the picture, stop the app."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("ORGSIM_CHROMIUM") or shutil.which("chromium")
    command = [sys.executable, "-m", "orgsim", "app", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as app, sync_playwright() as playwright:
        try:
            assert app.stdout is not None
            address = app.stdout.readline().split()[2]
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
            page.goto(f"{address}/{ADDRESS}" if not address.endswith("/") else f"{address}{ADDRESS}")
            page.get_by_text("64 runs each").wait_for(timeout=1000 * _SECONDS)
            page.wait_for_timeout(500)
            page.screenshot(path=HERE / "simulator.png")
            browser.close()
        finally:
            app.terminate()
    print(HERE / "simulator.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
