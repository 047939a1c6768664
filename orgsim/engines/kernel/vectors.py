"""A vector of runs as a numba type: `<N x double>`, `<N x i64>` and `<N x i1>` with the operators rules use.

Each operation works lane by lane, so a lane has exactly the bits of a scalar run. Nothing is reordered or contracted.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any

from llvmlite import ir
from numba import extending, types
from numba.extending import intrinsic, models, register_model

#: numba compares the signatures of an overload and its body, annotations included; ours are annotated on one side only.
overload = partial(extending.overload, strict=False)

FLOAT, WORD, TRUTH = "float", "word", "truth"
_ELEMENT = {FLOAT: ir.DoubleType(), WORD: ir.IntType(64), TRUTH: ir.IntType(1)}
_SCALAR = {FLOAT: types.float64, WORD: types.int64, TRUTH: types.boolean}


class Vector(types.Type):
    """`width` values of one kind: floats, words (unsigned 64-bit) or truths."""

    def __init__(self, kind: str, width: int) -> None:
        self.kind = kind
        self.width = width
        super().__init__(name=f"Vector({kind}, {width})")

    @property
    def llvm(self) -> ir.VectorType:
        """The type in LLVM."""
        return ir.VectorType(_ELEMENT[self.kind], self.width)


@register_model(Vector)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager: Any, vector: Vector) -> None:
        super().__init__(manager, vector, vector.llvm)


def vector_of(*operands: Any) -> Vector | None:
    """The first operand that is a vector, if any."""
    return next((operand for operand in operands if isinstance(operand, Vector)), None)


def spread(context: Any, builder: Any, value: Any, given: Any, wanted: Vector) -> Any:
    """`value` as a vector: scalars are repeated in every lane."""
    if isinstance(given, Vector):
        return value
    value = context.cast(builder, value, given, _SCALAR[wanted.kind])
    if wanted.kind == TRUTH:
        value = builder.trunc(value, ir.IntType(1)) if value.type != ir.IntType(1) else value
    empty = ir.Constant(wanted.llvm, ir.Undefined)
    first = builder.insert_element(empty, value, ir.Constant(ir.IntType(32), 0))
    zeros = ir.Constant(ir.VectorType(ir.IntType(32), wanted.width), [0] * wanted.width)
    return builder.shuffle_vector(first, empty, zeros)


def lane_wise(emit: Callable[..., Any], result: str | None = None) -> Callable[[Any, Any], Any]:
    """An intrinsic of two operands, at least one a vector, made of one LLVM instruction. `result` is its kind."""

    @intrinsic
    def instruction(typing: Any, x: Any, y: Any) -> Any:
        vector = vector_of(x, y)
        assert vector is not None
        returned = vector if result is None else Vector(result, vector.width)

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            a, b = (spread(context, builder, v, t, vector) for v, t in zip(arguments, (x, y), strict=True))
            return emit(builder, vector.kind, a, b)

        return returned(x, y), generate

    return instruction


def _operator(symbol: Any, emit: Callable[..., Any], kinds: tuple[str, ...], result: str | None = None) -> None:
    instruction = lane_wise(emit, result)

    @overload(symbol)
    def overloaded(x: Any, y: Any) -> Any:
        vector = vector_of(x, y)
        if vector is not None and vector.kind in kinds:
            return lambda x, y: instruction(x, y)
        return None


def _compare(sign: str) -> Callable[..., Any]:
    return lambda b, kind, x, y: b.fcmp_ordered(sign, x, y) if kind == FLOAT else b.icmp_unsigned(sign, x, y)


_operator(operator.add, lambda b, kind, x, y: b.fadd(x, y), (FLOAT,))
_operator(operator.sub, lambda b, kind, x, y: b.fsub(x, y), (FLOAT,))
_operator(operator.mul, lambda b, kind, x, y: b.fmul(x, y), (FLOAT,))
_operator(operator.truediv, lambda b, kind, x, y: b.fdiv(x, y), (FLOAT,))
_operator(operator.xor, lambda b, kind, x, y: b.xor(x, y), (WORD,))
_operator(operator.lt, _compare("<"), (FLOAT, WORD), TRUTH)
_operator(operator.gt, _compare(">"), (FLOAT, WORD), TRUTH)
_operator(operator.ge, _compare(">="), (FLOAT, WORD), TRUTH)


@intrinsic
def _negated(typing: Any, x: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.fneg(arguments[0])

    return x(x), generate


@overload(operator.neg)
def _negate(x: Any) -> Any:
    return (lambda x: _negated(x)) if isinstance(x, Vector) else None


@intrinsic
def choose(typing: Any, condition: Any, if_true: Any, if_false: Any) -> Any:
    """`if_true` in the lanes in which a vector of truths holds, else `if_false`; both may be scalars."""
    vector = vector_of(if_true, if_false) or Vector(FLOAT, condition.width)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        chosen = (spread(context, builder, v, t, vector) for v, t in zip(arguments[1:], (if_true, if_false), strict=True))
        return builder.select(arguments[0], *chosen)

    return vector(condition, if_true, if_false), generate


@intrinsic
def holds_anywhere(typing: Any, condition: Any) -> Any:
    """Whether a vector of truths holds in at least one lane."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        bits = ir.IntType(condition.width)
        packed = builder.bitcast(arguments[0], bits)
        return builder.icmp_unsigned("!=", packed, ir.Constant(bits, 0))

    return types.boolean(condition), generate
