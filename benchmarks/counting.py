"""How many operations a worker's week takes, counted by running the rules on numbers that count. A process of its own.

Each distinct operation counts once: what has the same operands for the next worker (a parameter's multiple, the words of a
replication) is computed once for the team by any compiler, and so is not part of a further worker's week.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from benchmarks.replacing import replace
from benchmarks.slots import Slots, empty_run
from benchmarks.workload import SCENARIO
from orgsim.model import arithmetic, random
from orgsim.organization import Organization

#: Kinds of operations. A half round of Philox is a multiplication of words, a shift and an exclusive or of three words.
KINDS = ("add", "multiply", "divide", "minimum", "compare", "select", "half_round", "convert", "logic", "load", "store")
_counts: Counter[str] = Counter()
#: Every operation met, by what it is and what it is applied to; and those met since counting began.
_numbers: dict[tuple[Any, ...], int] = {}
_seen: set[int] = set()


class Value:
    """A number that every run has its own of; what it was made of is its name."""

    def __init__(self, *name: Any) -> None:
        self.name = name

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.name == other.name

    def __neg__(self) -> Value:
        return operation("logic", "neg", self)


def operation(kind: str, sign: str, *operands: Any) -> Value:
    """The result of an operation, counted unless it has been met."""
    number = _numbers.setdefault((sign, *operands), len(_numbers))
    if number not in _seen:
        _seen.add(number)
        _counts[kind] += 1
    return Value(number)


def _operator(kind: str, sign: str, turned: bool = False) -> Callable[[Value, Any], Value]:
    return lambda a, b: operation(kind, sign, b, a) if turned else operation(kind, sign, a, b)


for _name, _kind in {"add": "add", "sub": "add", "mul": "multiply", "truediv": "divide"}.items():
    setattr(Value, f"__{_name}__", _operator(_kind, _name))
    setattr(Value, f"__r{_name}__", _operator(_kind, _name, turned=True))
for _name in ("lt", "gt", "ge"):
    setattr(Value, f"__{_name}__", _operator("compare", _name))
# An exclusive or is part of the half round it belongs to.
for _name in ("__xor__", "__rxor__"):
    setattr(Value, _name, _operator("within", "xor"))


def _word(sign: str, plain: Callable[[int, int], int]) -> Callable[[Any, Any], Any]:
    """Both halves of a product come from one multiplication; words that all runs share cost a single word's operation."""

    def product(multiplier: int, word: Any) -> Any:
        if not isinstance(word, Value):
            return plain(multiplier, word)
        return operation("within", sign, operation("half_round", "product", multiplier, word))

    return product


def _unit_interval(word: Any) -> Any:
    return operation("multiply", "mul", operation("convert", "convert", word), random.UNIT_INTERVAL)


def _power_of_two(rounded: Any) -> Any:
    return operation("logic", "shift", operation("logic", "bias", rounded))


ARITHMETIC: dict[str, Callable[..., Any]] = {
    "select": lambda condition, a, b: operation("select", "select", condition, a, b),
    "either": lambda a, b: operation("logic", "or", a, b),
    "any_run": lambda condition: False,
    "constant": lambda value, like: value,
    "minimum": lambda a, b: operation("minimum", "minimum", a, b),
    "maximum": lambda a, b: operation("minimum", "maximum", a, b),
    "indicator": lambda condition: operation("select", "indicator", condition),
    "power_of_two": _power_of_two,
}
WORDS: dict[str, Callable[..., Any]] = {
    "multiply_high": _word("high", random.multiply_high),
    "multiply_low": _word("low", random.multiply_low),
    "unit_interval": _unit_interval,
}


class Counted(Slots):
    """Slots whose reading and writing counts."""

    def __init__(self, slots: Slots) -> None:
        self.rows = [[Value("slot", place, person) for person in range(len(row))] for place, row in enumerate(slots.rows)]

    def __getitem__(self, index: tuple[int, int]) -> Any:
        _counts["load"] += 1
        return super().__getitem__(index)

    def __setitem__(self, index: tuple[int, int], value: Any) -> None:
        _counts["store"] += 1
        super().__setitem__(index, value)


def operations(workers: int) -> Counter[str]:
    """Operations of one week of one team's workers, nobody leaving."""
    from orgsim.engines.kernel.stages.leading import working
    from orgsim.engines.kernel.stages.people import workers_week

    _counts.clear()
    _seen.clear()
    replication: Any = Value("replication")
    run = empty_run(Organization.from_bosses([-1, *[0] * workers]), SCENARIO.fixed(), random.Address(1, 0, replication))
    counted = {name: Counted(getattr(run, name)) for name in ("supervisors", "workers", "department")}
    run = run._replace(**counted)
    working(run, 0)
    workers_week(run, 0)
    return Counter(_counts)


def main() -> None:
    """Print the operations that one more worker adds, by kind."""
    replace(arithmetic, ARITHMETIC)
    replace(random, WORDS)
    few, more = operations(8), operations(9)
    print(json.dumps({kind: more[kind] - few[kind] for kind in KINDS}))


if __name__ == "__main__":
    main()
