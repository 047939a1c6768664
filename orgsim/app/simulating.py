"""The server engine: the requests that the browser's own kernel answers elsewhere, with the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.requests import Request
from starlette.responses import Response

from orgsim.app.asking import PEOPLE, SIMULATE, asked_people, asked_runs
from orgsim.app.body import read_body
from orgsim.app.pool import Pool
from orgsim.engines.record import Record
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.study.specification import NOBODY, Recording, Study

SHAPE = "Orgsim-Shape"
#: The first request compiles the kernel or reads it from the cache; others wait instead of doing the same.
_MAKING_READY = Lock()


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
    return _record(asked_runs(body, len(OUTCOME_NAMES))).outcomes


def everyone(body: Mapping[str, Any]) -> NDArray[np.float64]:
    """The people asked for (recorded week, field, person); NaN where a field does not apply."""
    found = _record(*asked_people(body, len(PERSON_FIELD_NAMES))).people
    assert found is not None
    values: NDArray[np.float64] = found.values[0]
    return values


def _record(study: Study, recording: Recording = NOBODY) -> Record:
    """What the kernel makes of a study; loaded here, since numba takes its time."""
    from orgsim.engines.kernel.run import lanes_of, ready, run_kernel

    with _MAKING_READY:
        ready("runs", lanes_of(study.execution))
    return run_kernel(study.organization, study.scenarios[0], study.design, study.execution, recording)


def _numbers(values: NDArray[np.float64]) -> Response:
    """Numbers as they lie in memory, little end first, with their shape in a header."""
    shape = ",".join(map(str, values.shape))
    content = np.ascontiguousarray(values, dtype="<f8").tobytes()
    return Response(content, headers={SHAPE: shape}, media_type="application/octet-stream")
