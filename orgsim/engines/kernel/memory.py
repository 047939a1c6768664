"""State in memory: `[field, person]` for one run, `[field, person][lane]` for several, read and written alike.

Stages index plain two-dimensional arrays. A lane array gives and takes a vector of runs for the same index, so that one
source serves a single run and many side by side.
"""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, models, register_model

from orgsim.engines.kernel.vectors import FLOAT, WORD, Vector, overload, spread


class LaneArray(types.Type):
    """A view of floats or words, `width` lanes to an element, indexed by one or two whole numbers.

    `fields` is how many fields a person has where that is known when compiling, else None.
    """

    def __init__(self, kind: str, width: int, fields: int | None) -> None:
        self.element = Vector(kind, width)
        self.fields = fields
        super().__init__(name=f"LaneArray({kind}, {width}, {fields})")


@register_model(LaneArray)
class _LaneArrayModel(models.StructModel):
    def __init__(self, manager: Any, array: LaneArray) -> None:
        members = [("data", types.voidptr), ("fields", types.intp)]
        super().__init__(manager, array, members)


def lanes(memory: Any, offset: int, fields: int, width: int) -> Any:
    """A view `[field, person]` of flat memory from `offset` (in elements of `width`): lane array, or plain one for width 1.

    A person's fields lie side by side, so that what a stage needs of someone comes in one stream from memory.
    """
    view = memory[offset:]
    return view[: len(view) // fields * fields].reshape((len(view) // fields, fields)).T


@intrinsic(prefer_literal=True)
def _lane_view(typing: Any, memory: Any, offset: Any, fields: Any, width: Any) -> Any:
    kind = FLOAT if memory.dtype == types.float64 else WORD
    array = LaneArray(kind, width.literal_value, getattr(fields, "literal_value", None))

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        source = context.make_array(memory)(context, builder, value=arguments[0])
        start = context.cast(builder, arguments[1], offset, types.intp)
        first = builder.mul(start, ir.Constant(start.type, width.literal_value))
        view = cgutils.create_struct_proxy(array)(context, builder)
        view.data = builder.bitcast(builder.gep(source.data, [first]), cgutils.voidptr_t)
        view.fields = context.cast(builder, arguments[2], fields, types.intp)
        return view._getvalue()

    return array(memory, offset, fields, width), generate


@overload(lanes, prefer_literal=True)
def _lanes(memory: Any, offset: Any, fields: Any, width: Any) -> Any:
    if not isinstance(width, types.IntegerLiteral):
        return None
    if width.literal_value == 1:
        return lanes
    return lambda memory, offset, fields, width: _lane_view(memory, offset, fields, width)


def _place(context: Any, builder: Any, array: Any, value: Any, index: Any, given: Any) -> Any:
    """Pointer to the element at an index (one number, or field and person)."""
    view = cgutils.create_struct_proxy(array)(context, builder, value=value)
    if isinstance(given, types.BaseTuple):
        parts = cgutils.unpack_tuple(builder, index)
        field, person = (context.cast(builder, p, t, types.intp) for p, t in zip(parts, given, strict=True))
        fields = view.fields if array.fields is None else ir.Constant(person.type, array.fields)
        position = builder.add(builder.mul(person, fields), field)
    else:
        position = context.cast(builder, index, given, types.intp)
    return builder.gep(builder.bitcast(view.data, array.element.llvm.as_pointer()), [position])


#: Workspaces start on a cache line, so an element of 8 lanes never straddles two.
_ALIGNMENT = 16


@intrinsic
def _load(typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = _place(context, builder, array, arguments[0], arguments[1], index)
        return builder.load(place, align=min(_ALIGNMENT, 8 * array.element.width))

    return array.element(array, index), generate


@intrinsic
def _store(typing: Any, array: Any, index: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = _place(context, builder, array, arguments[0], arguments[1], index)
        element = spread(context, builder, arguments[2], value, array.element)
        builder.store(element, place, align=min(_ALIGNMENT, 8 * array.element.width))
        return context.get_dummy_value()

    return types.void(array, index, value), generate


@overload(operator.getitem)
def _getitem(array: Any, index: Any) -> Any:
    return (lambda array, index: _load(array, index)) if isinstance(array, LaneArray) else None


@overload(operator.setitem)
def _setitem(array: Any, index: Any, value: Any) -> Any:
    return (lambda array, index, value: _store(array, index, value)) if isinstance(array, LaneArray) else None
