"""The server engine: the requests that the browser's own kernel answers elsewhere, with the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.requests import Request
from starlette.responses import Response

from orgsim.app.asking import PEOPLE, SIMULATE, asked_people, asked_runs
from orgsim.app.body import read_body
from orgsim.app.pool import Pool
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.state import PERSON_FIELD_NAMES

SHAPE = "Orgsim-Shape"


async def simulate(request: Request) -> Response:
    """`POST /api/simulate`: outcomes [replication, week, outcome]."""
    body = await read_body(request, SIMULATE)
    pool: Pool = request.app.state.pool
    return _numbers(await pool.run(lambda: runs(body)))


async def people(request: Request) -> Response:
    """`POST /api/people`: everyone in one replication, in chosen weeks [recorded week, field, person]."""
    body = await read_body(request, PEOPLE)
    pool: Pool = request.app.state.pool
    return _numbers(await pool.run(lambda: everyone(body)))


def runs(body: Mapping[str, Any]) -> NDArray[np.float64]:
    """The outcomes of the runs asked for (replication, week, outcome)."""
    from orgsim.engines.run import run

    study = asked_runs(body, len(OUTCOME_NAMES))
    return run(study.organization, study.scenarios[0], study.design, study.execution).outcomes


def everyone(body: Mapping[str, Any]) -> NDArray[np.float64]:
    """The people asked for (recorded week, field, person); NaN where a field does not apply."""
    from orgsim.engines.run import run

    study, recording = asked_people(body, len(PERSON_FIELD_NAMES))
    record = run(study.organization, study.scenarios[0], study.design, study.execution, recording).people
    assert record is not None
    found: NDArray[np.float64] = record.values[0]
    return found


def _numbers(values: NDArray[np.float64]) -> Response:
    """Numbers as they lie in memory, little end first, with their shape in a header."""
    shape = ",".join(map(str, values.shape))
    content = np.ascontiguousarray(values, dtype="<f8").tobytes()
    return Response(content, headers={SHAPE: shape}, media_type="application/octet-stream")
