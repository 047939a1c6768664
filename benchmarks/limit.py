"""The processor's limit for a worker's week: the counted operations, none waiting for another, timed on this machine."""

from __future__ import annotations

import ctypes
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from benchmarks.compiler import library

FRAME = Path(__file__).with_name("limit.c")
MARK = "/* OPERATIONS */"
LANES = 8
WEEKS = 200_000

#: One operation of each kind as C, and on how many independent chains of them it runs; `i` is the operation's number, `j` its
#: chain, `n` the next chain. A comparison is timed with the selection it is for; each conversion with the store of a draw.
STATEMENTS: dict[str, tuple[str, int]] = {
    "add": ("a{j} = a{j} + step;", 4),
    "multiply": ("m{j} = m{j} * growth;", 4),
    "divide": ("d{j} = one / d{j};", 2),
    "minimum": ("s{j} = CHOOSE(s{j} < a{j}, s{j}, a{j});", 4),
    "select": ("c{j} = CHOOSE(a{j} < m{j}, c{j}, half);", 2),
    "half_round": ("r{j} = ((WORD(r{j}) * multiplier) >> 32) ^ r{n} ^ key;", 4),
    "convert": ("f{j} = __builtin_convertvector(WORD(r{n}), floats);", 2),
    "logic": ("b{j} = (b{j} << 7) ^ (words)a{j};", 2),
    "load": ("a{j} = a{j} + place[{i}];", 4),
    "store": ("place[{i}] = f{j};", 2),
}
#: Kinds that do something without others.
ALONE = ("add", "multiply", "divide", "half_round")


def operations(counts: Mapping[str, int]) -> str:
    """The loop's body: all operations, spread evenly. A loaded number is an addition's operand, so it is no further one."""
    numbers = dict(counts)
    if numbers["add"]:
        numbers["add"] -= min(numbers["add"], numbers["load"])
    numbers["logic"] = (numbers["logic"] + 1) // 2
    placed = []
    for kind, (statement, chains) in STATEMENTS.items():
        for i in range(numbers[kind]):
            text = statement.format(i=i % 16, j=i % chains, n=(i + 1) % chains)
            placed.append(((i + 0.5) / numbers[kind], text))
    return "\n        ".join(text for _, text in sorted(placed))


def loop(compiler: str, counts: Mapping[str, int], weeks: int) -> Callable[[], object]:
    """A loop over `weeks` worker-weeks of `LANES` runs, with these operations in each."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / FRAME.name
        source.write_text(FRAME.read_text(encoding="utf-8").replace(MARK, operations(counts)), encoding="utf-8")
        compiled = library(source, compiler, {}).limit
    compiled.argtypes, compiled.restype = (ctypes.c_void_p, ctypes.c_int64), ctypes.c_double
    memory = np.zeros((64 * 16 + 2) * LANES)
    start = memory.ctypes.data + (-memory.ctypes.data) % 64
    return lambda: (memory, compiled(start, weeks))


def loops(compiler: str, counts: Mapping[str, int], weeks: int = WEEKS) -> dict[str, Callable[[], object]]:
    """The loop with all operations, `all`, and one for each kind that can be timed alone."""
    found = {"all": loop(compiler, counts, weeks)}
    for kind in ALONE:
        found[kind] = loop(compiler, {other: counts[other] if other == kind else 0 for other in counts}, weeks)
    return found
