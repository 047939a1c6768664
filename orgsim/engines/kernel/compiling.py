"""How the theory is compiled: its few primitive operations get vector forms, everything else is taken as it stands."""

from __future__ import annotations

import inspect
from types import FunctionType, ModuleType
from typing import Any, TypeVar

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, register_jitable

from orgsim.engines.kernel.stages import dice
from orgsim.engines.kernel.vectors import FLOAT, Vector, choose, holds_anywhere, lane_wise, overload, spread, vector_of
from orgsim.model import arithmetic, random
from orgsim.model.parameters.table import LEVER_GROUP, offset_of

#: One setting for every function: no fastmath, ordinary division, inlined where it is called.
OPTIONS = {
    "error_model": "numpy",
    "forceinline": True,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "no_rewrites": True,
}

_T = TypeVar("_T")


def read(group: type[_T], values: Any) -> _T:
    """A parameter group from the vector of fixed parameters, or the levers from the week's levers."""
    start = start_of(group)
    count = len(group._fields)  # type: ignore[attr-defined]
    return group(*(float(values[start + i, 0]) for i in range(count)))


def start_of(group: Any) -> int:
    """Where a group starts in its vector."""
    return 0 if group is LEVER_GROUP[2] else offset_of(group)


@overload(read)
def _read(group: Any, values: Any) -> Any:
    cls = group.instance_class
    start = start_of(cls)
    entries = ", ".join(f"values[{start + i}, 0]" for i in range(len(cls._fields)))
    namespace: dict[str, Any] = {"cls": cls}
    exec(f"def read_group(group, values):\n    return cls({entries})", namespace)
    return namespace["read_group"]


@overload(arithmetic.select)
def _select(condition: Any, if_true: Any, if_false: Any) -> Any:
    if isinstance(condition, Vector):
        return lambda condition, if_true, if_false: choose(condition, if_true, if_false)
    return lambda condition, if_true, if_false: if_true if condition else if_false


_repeated = lane_wise(lambda b, kind, value, like: value)


@overload(arithmetic.constant)
def _constant(value: Any, like: Any) -> Any:
    if isinstance(like, Vector):
        return lambda value, like: _repeated(value, like)
    return lambda value, like: value


_or = lane_wise(lambda b, kind, x, y: b.or_(x, y))


@overload(arithmetic.either)
def _either(condition: Any, other: Any) -> Any:
    if vector_of(condition, other):
        return lambda condition, other: _or(condition, other)
    return lambda condition, other: condition or other


@overload(arithmetic.any_run)
def _any_run(condition: Any) -> Any:
    if isinstance(condition, Vector):
        return lambda condition: holds_anywhere(condition)
    return lambda condition: condition


@overload(arithmetic.minimum)
def _minimum(a: Any, b: Any) -> Any:
    if vector_of(a, b):
        return lambda a, b: choose(a < b, a, b)
    return lambda a, b: a if a < b else b


@overload(arithmetic.maximum)
def _maximum(a: Any, b: Any) -> Any:
    if vector_of(a, b):
        return lambda a, b: choose(a > b, a, b)
    return lambda a, b: a if a > b else b


@overload(arithmetic.indicator)
def _indicator(condition: Any) -> Any:
    if isinstance(condition, Vector):
        return lambda condition: choose(condition, 1.0, 0.0)
    return lambda condition: 1.0 if condition else 0.0


@intrinsic
def _exponent_bits(typing: Any, rounded: Any) -> Any:
    """2**k from the bits of k + ROUNDER: k goes into the exponent field."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        word: Any = ir.IntType(64)
        if isinstance(rounded, Vector):
            words = ir.VectorType(word, rounded.width)
            bias, place = (ir.Constant(words, [n] * rounded.width) for n in (1023, 52))
        else:
            words = word
            bias, place = ir.Constant(word, 1023), ir.Constant(word, 52)
        exponent = builder.add(builder.bitcast(arguments[0], words), bias)
        return builder.bitcast(builder.shl(exponent, place), arguments[0].type)

    return rounded(rounded), generate


@overload(arithmetic.power_of_two)
def _power_of_two(rounded: Any) -> Any:
    return lambda rounded: _exponent_bits(rounded)


def _word_operation(name: str) -> Any:
    """Intrinsics on 32-bit words kept in 64 bits, for whole numbers and vectors of them."""

    @intrinsic
    def operation(typing: Any, x: Any, y: Any) -> Any:
        vector = vector_of(x, y)
        result = vector or types.int64

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            if vector:
                a, b = (spread(context, builder, v, t, vector) for v, t in zip(arguments, (x, y), strict=True))
            else:
                a, b = (context.cast(builder, v, t, types.int64) for v, t in zip(arguments, (x, y), strict=True))
            shift, mask = (ir.Constant(a.type, [n] * vector.width if vector else n) for n in (32, random.MASK))
            if name == "high":
                return builder.lshr(builder.mul(a, b), shift)
            return builder.and_(builder.mul(a, b) if name == "low" else builder.add(a, b), mask)

        return result(x, y), generate

    return operation


_high, _low, _sum = _word_operation("high"), _word_operation("low"), _word_operation("sum")


@overload(random.multiply_high)
def _multiply_high(multiplier: Any, word: Any) -> Any:
    return lambda multiplier, word: _high(multiplier, word)


@overload(random.multiply_low)
def _multiply_low(multiplier: Any, word: Any) -> Any:
    return lambda multiplier, word: _low(multiplier, word)


@overload(random.add_words)
def _add_words(word: Any, other: Any) -> Any:
    return lambda word, other: _sum(word, other)


#: A double whose last 32 bits are a word is that word above this number, 2**52.
_ABOVE, _ABOVE_BITS = 4503599627370496.0, 0x4330000000000000


@intrinsic
def _as_float(typing: Any, word: Any) -> Any:
    """A 32-bit word as a float, exactly. Few processors convert vectors of words, so theirs become the last bits of a float."""
    result = Vector(FLOAT, word.width) if isinstance(word, Vector) else types.float64

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if not isinstance(result, Vector):
            return builder.uitofp(arguments[0], ir.DoubleType())
        above = builder.or_(arguments[0], ir.Constant(arguments[0].type, [_ABOVE_BITS] * result.width))
        return builder.fsub(builder.bitcast(above, result.llvm), ir.Constant(result.llvm, [_ABOVE] * result.width))

    return result(word), generate


@overload(random.unit_interval)
def _unit_interval(word: Any) -> Any:
    unit = random.UNIT_INTERVAL
    return lambda word: _as_float(word) * unit


@overload(dice.week_draws)
def _week_draws(tape: Any, address: Any, week: Any, person: Any) -> Any:
    if isinstance(tape, types.NoneType):
        return lambda tape, address, week, person: dice.thrown(tape, address, week, person)
    return lambda tape, address, week, person: dice.read_off(tape, address, week, person)


_PRIMITIVES = {
    *("select", "constant", "either", "any_run", "minimum", "maximum", "indicator", "power_of_two"),
    *("multiply_high", "multiply_low", "add_words", "unit_interval", "week_draws"),
}


def make_compilable(module: ModuleType) -> None:
    """Let compiled code call every function that `module` defines, as it stands."""
    for name, function in inspect.getmembers(module, lambda member: isinstance(member, FunctionType)):
        if function.__module__ == module.__name__ and name not in _PRIMITIVES:
            register_jitable(**OPTIONS)(function)
