"""Results as JSON: numbers, texts, lists and objects; what is no finite number becomes null."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from starlette.responses import JSONResponse

from orgsim.app.refusing import sendable

if TYPE_CHECKING:
    import pandas as pd


def plain(value: Any) -> Any:
    """A value in JSON's own kinds: arrays become lists, tuples lists, NaN and infinity null, half characters \\udc…."""
    if isinstance(value, str):
        return sendable(value)
    if isinstance(value, float | np.floating):
        number = float(value)
        return number if math.isfinite(number) else None
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value


def table(frame: pd.DataFrame) -> dict[str, Any]:
    """A frame as its columns' names and its rows."""
    return {"columns": [str(name) for name in frame.columns], "rows": [list(row) for row in frame.itertuples(index=False)]}


def answer(content: Any) -> JSONResponse:
    """Content as an answer."""
    return JSONResponse(plain(content))
