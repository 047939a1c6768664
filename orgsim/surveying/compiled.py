"""The survey day compiled: the source of `answering` as it stands, kept in the kernel's cache."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from orgsim.engines.kernel import sources  # noqa: F401  (makes the rules compilable)
from orgsim.engines.kernel.cache import cached_in, made_ready
from orgsim.engines.kernel.compiling import make_compilable
from orgsim.model.parameters.survey import Survey
from orgsim.surveying import answering

make_compilable(answering)


@cache
def survey_days() -> Any:
    """`answering.survey_days`, compiled or from the cache."""
    return made_ready("survey", "the survey", lambda: cached_in(answering.survey_days, "survey"), _try_out)


def _try_out(function: Any) -> None:
    whole, number = np.zeros(0, dtype=np.int64), np.zeros(0)
    states, answers = np.zeros((0, 0, 1, 1)), np.zeros((0, 0, 1, 1), dtype=np.int8)
    flags = np.zeros(0, dtype=np.bool_)
    function(Survey(), 0.0, 0, 0, 0, whole, states, whole, number, flags, number, number, answers)
