"""Which points or runs are meant: a condition on outcomes, such as "plateau_declared > .5 and final_performance < 0.7"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.errors import ConfigurationError, suggestion
from orgsim.spec.values import shown

Bools = NDArray[np.bool_]
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}
_TERM = re.compile(r"^\s*([A-Za-z_][\w.]*)\s*(<=|>=|==|!=|<|>)\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*$")


class Term(NamedTuple):
    """One comparison of an outcome with a number."""

    outcome: str
    sign: str
    value: float


class Condition(NamedTuple):
    """Comparisons that must all hold; `text` is how it was written."""

    text: str
    terms: tuple[Term, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes it reads."""
        return tuple(dict.fromkeys(term.outcome for term in self.terms))

    def holds(self, frame: pd.DataFrame) -> Bools:
        """For each row, whether all comparisons hold; a missing value holds none, (rows,)."""
        found = np.ones(len(frame), dtype=np.bool_)
        for term in self.terms:
            values = frame[term.outcome].to_numpy(dtype=np.float64)
            found &= _COMPARE[term.sign](values, term.value) & ~np.isnan(values)
        return found


def parse_condition(text: str, outcomes: Sequence[str], key: str = "where") -> Condition:
    """Read comparisons joined by `and`. Raises ConfigurationError for what cannot be read and for unknown outcomes.

    >>> parse_condition("quits > .2 and performance <= 0.7", ["quits", "performance"]).terms[0]
    Term(outcome='quits', sign='>', value=0.2)
    """
    terms, faults = [], []
    for part in re.split(r"\band\b|&", text):
        match = _TERM.match(part)
        if match is None:
            faults.append(
                f"{key}={shown(text)}: cannot read {shown(part)}; "
                "write OUTCOME < NUMBER (or <=, >, >=, ==, !=), joined by 'and'"
            )
            continue
        name, sign, value = match.groups()
        if name not in outcomes:
            faults.append(f"{key}={shown(text)}: the sample has no outcome {name}{suggestion(name, outcomes)}")
        terms.append(Term(name, sign, float(value)))
    if faults:
        raise ConfigurationError(faults)
    return Condition(" ".join(text.split()), tuple(terms))
