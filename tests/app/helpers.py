"""The application as a client sees it, and a small thing to ask of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from orgsim.app.application import application
from orgsim.app.pool import Pool

#: A head, two leaders with a manager each, and workers: each person's boss as a place in the list.
BOSSES = [-1, 0, 0, 1, 2, 3, 3, 4, 4, 0]
STATE: dict[str, Any] = {
    "page": "simulator",
    "organization": {"own": {"name": "<b>Ours</b>", "bosses": BOSSES}},
    "futures": {"A": {"scenario": "management_trap"}, "B": {"scenario": "half_hearted"}, "C": None},
    "editing": "B",
    "weeks": 26,
    "seed": 2,
    "week": 25,
    "charts": ["performance"],
}
#: Where it is answered with a file.
EXPORT = "/api/export/html"


def client(results: Path, pool: Pool | None = None, **how: Any) -> TestClient:
    return TestClient(application(results, pool=pool, **how), base_url="http://localhost", raise_server_exceptions=False)


def asked(**changes: Any) -> dict[str, Any]:
    """The body of a request to `EXPORT`."""
    return {"state": {**STATE, **changes}}
