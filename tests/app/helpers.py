"""The application as a client sees it, and small things to ask of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.testclient import TestClient

from orgsim.app.application import application
from orgsim.app.pool import Pool

#: A head, two leaders with a manager each, and workers: each person's boss as a place in the list.
BOSSES = [-1, 0, 0, 1, 2, 3, 3, 4, 4, 0]


def client(results: Path, pool: Pool | None = None, **how: Any) -> TestClient:
    return TestClient(application(results, pool=pool, **how), base_url="http://localhost", raise_server_exceptions=False)


def asked(**changes: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "organization": {"bosses": BOSSES},
        "future": {"scenario": "lead_after_turnaround", "levers": {"coaching": 1.5}, "shift": {"week": 4}},
        "weeks": 20,
        "seed": 3,
        "first": 2,
        "replications": 3,
    }
    return {key: value for key, value in {**usual, **changes}.items() if value is not ...}


def asked_people(**changes: Any) -> dict[str, Any]:
    return asked(**{"first": ..., "replications": ..., "replication": 4, "recorded": [0, 7], **changes})


def numbers(answer: Any) -> NDArray[np.float64]:
    shape = [int(each) for each in answer.headers["Orgsim-Shape"].split(",")]
    found: NDArray[np.float64] = np.frombuffer(answer.content, dtype="<f8").reshape(shape)
    return found


def words(values: NDArray[np.float64]) -> NDArray[np.uint64]:
    """The bits, so that NaN equals NaN."""
    return np.ascontiguousarray(values).view(np.uint64)
