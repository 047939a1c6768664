"""The three forms of a function of the theory: plain Python, compiled scalar, and lanes of several widths."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

import orgsim.engines.kernel.sources  # noqa: F401  (makes the theory compilable)
from orgsim.engines.kernel.memory import lanes

#: Lanes of one run are the compiled scalar form. Without the JIT there are no vectors, only that form run as plain Python.
WIDTHS = (1,) if numba.config.DISABLE_JIT else (1, 2, 8, 16)

every_width = pytest.mark.parametrize("width", WIDTHS)


@cache
def _over(function: Callable[..., Any], inputs: int, outputs: int, width: int) -> Any:
    inner = numba.njit(function, error_model="numpy")

    @numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
    def over(given: Any, found: Any) -> None:
        blocks = len(given) // (inputs * width)
        a, b = lanes(given, 0, blocks, width), lanes(found, 0, blocks, width)
        for i in range(blocks):
            inner(a, b, i)

    return over


def apply(function: Callable[..., Any], given: NDArray[Any], outputs: int, width: int, kind: Any = None) -> NDArray[Any]:
    """`function(a, b, i)` reads `a[i, input]` and fills `b[i, output]`; it is run for every row of `given` (rows, inputs).

    Returns (rows, outputs) of type `kind`, or that of `given`. The last row is repeated to fill the lanes.
    """
    rows, inputs = given.shape
    blocks = -(-rows // width)
    padded = np.concatenate([given, np.repeat(given[-1:], blocks * width - rows, axis=0)])
    laid = padded.reshape(blocks, width, inputs).transpose(2, 0, 1).ravel()
    found = np.zeros(blocks * outputs * width, dtype=kind or given.dtype)
    with np.errstate(all="ignore"):  # without the JIT these are NumPy's numbers, which warn of infinities
        _over(function, inputs, outputs, width)(laid, found)
    return np.asarray(found.reshape(outputs, blocks, width).transpose(1, 2, 0).reshape(-1, outputs)[:rows])


def same_bits(a: NDArray[np.float64], b: NDArray[np.float64]) -> bool:
    """Whether two arrays of floats hold the same bits; 0.0 differs from -0.0."""
    return a.shape == b.shape and a.tobytes() == b.tobytes()
