"""The WebAssembly module under wasmtime, called by its manifest alone, as a browser calls it."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.spec.study import Design

Floats = NDArray[np.float64]
_TYPES: dict[str, np.dtype[Any]] = {"i32": np.dtype("<i4"), "i64": np.dtype("<i8"), "f64": np.dtype("<f8")}
_PAGE, _LINE = 1 << 16, 64


class WasmKernel:
    """A module with its memory. `organize` an organization, then `run`; arrays are passed and read by the manifest's names."""

    def __init__(self, manifest: dict[str, Any], module: bytes) -> None:
        import wasmtime

        self._manifest = manifest
        engine = wasmtime.Engine()
        self._store = wasmtime.Store(engine)
        loaded = wasmtime.Module(engine, module)
        self.imports = [f"{each.module}.{each.name}" for each in loaded.imports]
        instance: Any = wasmtime.Instance(self._store, loaded, [])
        self._exports = instance.exports(self._store)
        self._memory = self._exports["memory"]
        self._top: int = self._exports["__heap_base"].value(self._store)
        self._base = self._top
        self._numbers: dict[str, int] = dict(manifest["constants"])
        self._places: dict[str, int] = {}

    def organize(self, boss: NDArray[np.integer[Any]]) -> None:
        """Take an organization in, from each person's boss; everything else in memory is given up.

        Raises ValueError when it is no tree.
        """
        self._top = self._base
        self._places.clear()
        self._numbers["people"] = len(boss)
        self.put("given", boss)
        self.call("orgsim_arrange")
        supervisors, leaders, numbers = self.get("counts")
        if not supervisors:
            raise ValueError("the bosses do not make a tree")
        self._numbers |= {"supervisors": int(supervisors), "leaders": int(leaders), "numbers": int(numbers)}
        self.call("orgsim_tree")
        self._organized = self._top, dict(self._places)

    def run(
        self, fixed: Floats, levers: Floats, design: Design, watched: int = 0, weeks: tuple[int, ...] = (), step: int = 0
    ) -> tuple[Floats, Floats]:
        """Outcomes (replication, week, outcome), and people (run, moment, field, person) of `watched` runs in `weeks`.

        `step` weeks to a call, all in one if 0.
        """
        self._top, self._places = self._organized[0], dict(self._organized[1])
        blocks = -(-design.replications // self._numbers["width"])
        self._numbers |= {"seed": design.seed, "unit": design.unit, "climate": design.climate_unit, "first": design.first}
        self._numbers |= {"runs": design.replications, "weeks": design.weeks, "blocks": blocks}
        self._numbers |= {"watched": watched, "moment": len(weeks), "first_block": 0, "end_block": blocks}
        self.put("fixed", fixed)
        self.put("levers", levers)
        self.put("recorded", np.isin(np.arange(design.weeks), weeks))
        self.call("orgsim_begin")
        for since in range(0, design.weeks, step or design.weeks):
            self._numbers |= {"since": since, "until": min(since + (step or design.weeks), design.weeks)}
            self.call("orgsim_advance")
        return self.get("outcomes"), self.get("people_of")

    def levers(self, everyday: Floats, pulled: Floats, dates: NDArray[np.int64], weeks: int) -> Floats:
        """Levers by week (week, lever), from their values and dates (lever, 3)."""
        self._numbers["weeks"] = weeks
        for name, values in (("everyday", everyday), ("pulled", pulled), ("dates", dates)):
            self.put(name, values)
        self._places.pop("levers", None)
        self.call("orgsim_levers")
        by_week: Floats = self.get("levers")[0]
        return by_week

    def call(self, name: str) -> None:
        """Call a function with everything it names. Raises RuntimeError when it fails."""
        arguments = [self._argument(each) for each in self._manifest["functions"][name]]
        status = self._exports[name](self._store, *arguments)
        if status:
            raise RuntimeError(f"{name}: status {status}")

    def put(self, name: str, values: NDArray[Any]) -> None:
        """Write an array."""
        content = np.ascontiguousarray(values, dtype=_TYPES[self._manifest["arrays"][name]["type"]])
        if content.size != prod(self._shape(name)):
            raise ValueError(f"{name}: {content.size} numbers; {self._shape(name)} expected")
        self._memory.write(self._store, content.tobytes(), self._place(name))

    def get(self, name: str) -> NDArray[Any]:
        """A copy of an array."""
        shape, kind = self._shape(name), _TYPES[self._manifest["arrays"][name]["type"]]
        start = self._place(name)
        raw = self._memory.read(self._store, start, start + prod(shape) * kind.itemsize)
        return np.frombuffer(raw, dtype=kind).reshape(shape)

    def _argument(self, name: str) -> int:
        if name in self._manifest["arrays"]:
            return self._place(name)
        value = self._numbers[name]
        return value - (1 << 32) if value >= 1 << 31 else value

    def _shape(self, name: str) -> tuple[int, ...]:
        return tuple(self._numbers[size] for size in self._manifest["arrays"][name]["shape"])

    def _place(self, name: str) -> int:
        """Where an array lies; room is made for it on its first mention."""
        if name not in self._places:
            start = -(-self._top // _LINE) * _LINE
            size = prod(self._shape(name)) * _TYPES[self._manifest["arrays"][name]["type"]].itemsize
            self._places[name], self._top = start, start + size
            missing = self._top - self._memory.data_len(self._store)
            if missing > 0:
                self._memory.grow(self._store, -(-missing // _PAGE))
        return self._places[name]
