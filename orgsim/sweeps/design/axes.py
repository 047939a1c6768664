"""From overrides in Hydra's sweep grammar to axes: what is varied, over which values or between which bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsim.config.files import FROM_FILE
from orgsim.config.overrides import parse_override
from orgsim.config.places import group_folders, options
from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.parameters import BY_KEY, Number
from orgsim.spec.bounds import LEVER_TIMING
from orgsim.spec.values import allowed, bound, counted, is_number, number_faults, shown
from orgsim.sweeps.plan import Factor

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override

#: Numbers that may differ from point to point within a stratum.
NUMBERS: dict[str, Number] = {**{key: row.number for key, row in BY_KEY.items()}, **LEVER_TIMING}
#: The most values that one axis of a grid may have.
LONGEST = 1_000_000
_SCALES = ("linear", "log")
_INSTEAD = {
    "seed": "give it one value and ask for more replications",
    "compare": "let the scenario vary: scenario=a,b",
    "experiment": "run one after the other",
}


@dataclass(frozen=True)
class DesignAxis:
    """One factor, and the overrides that choose each of its values where it is no number of the table (else none)."""

    factor: Factor
    lines: tuple[str, ...] = ()

    @property
    def structural(self) -> bool:
        """Whether each value is a stratum: a choice from a group, an organization's shape, a text."""
        return bool(self.lines)


def read_axes(lines: Sequence[str], config_dir: Path | None = None) -> tuple[tuple[DesignAxis, ...], tuple[str, ...]]:
    """The axes among overrides, and the overrides that are none; of two for one key the later holds.

    Keys and names of groups are taken as checked. Raises ConfigurationError with a line for every axis that cannot be.
    """
    latest: dict[str, str] = {}
    for line in lines:
        key = line.lstrip("+~").partition("=")[0]
        latest.pop(key, None)  # a plain value after an axis takes its place
        latest[key] = line
    axes: list[DesignAxis] = []
    plain: list[str] = []
    faults: list[str] = []
    for line in latest.values():
        override = parse_override(line)
        if not override.is_sweep_override():
            plain.append(line)
            continue
        try:
            axes.append(_axis(override, line, config_dir))
        except ConfigurationError as error:
            faults += error.faults
    if faults:
        raise ConfigurationError(faults)
    return tuple(axes), tuple(plain)


def _axis(override: Override, line: str, config_dir: Path | None) -> DesignAxis:
    key, value = override.key_or_group, override.value()
    if getattr(value, "shuffle", False):
        raise ConfigurationError(f"{line}: leave shuffle out; the order of points changes no result")
    tags: set[str] = getattr(value, "tags", set())
    if tags and not override.is_interval_sweep():
        raise ConfigurationError(f"{line}: a tag belongs to an interval, such as {key}=tag(log,interval(1,10))")
    structural = key not in NUMBERS
    if is_fixed(key, config_dir):
        raise ConfigurationError(f"{line}: cannot vary within a sweep; {_INSTEAD.get(key, 'give it one value')}")
    if override.is_interval_sweep():
        return DesignAxis(_sampled(key, line, value, tags))
    found = _enumerated(override, line, config_dir)
    if structural:
        return _structural(override, key, line, found)
    return DesignAxis(grid_factor(key, found))


def is_fixed(key: str, config_dir: Path | None) -> bool:
    """Whether a key belongs to the sweep as a whole."""
    structural = {*group_folders(config_dir), "member"} - {"executor", "experiment"}
    of_tree = key.startswith("organization.") and key != "organization.kind"
    return key not in NUMBERS and key not in structural and not of_tree


def _enumerated(override: Override, line: str, config_dir: Path | None) -> list[Any]:
    """Every value of a choice, a range or a glob."""
    if override.is_range_sweep():
        return _range(override.value(), line)
    value: Any = override.value()
    if hasattr(value, "filter"):
        return _globbed(override.key_or_group, line, value, config_dir)
    return list(value.list)


def _globbed(key: str, line: str, glob: Any, config_dir: Path | None) -> list[str]:
    known = options(key, config_dir) if key in group_folders(config_dir) else None
    if known is None:
        raise ConfigurationError(f"{line}: glob chooses from the files of a group, such as scenario=glob(*_shift)")
    found: list[str] = glob.filter(known)
    if not found:
        raise ConfigurationError(f"{line}: matches none of {', '.join(known)}")
    return found


def _range(value: Any, line: str) -> list[float]:
    """The values of `range(start, stop, step)` without the stop, each with the step's digits and no more."""
    start, stop, step = (Decimal(repr(each)) for each in (value.start, value.stop, value.step))
    if not all(each.is_finite() for each in (start, stop, step)):
        raise ConfigurationError(f"{line}: a range needs finite numbers: range(start,stop,step)")
    if step == 0 or (stop - start) * step <= 0:
        raise ConfigurationError(f"{line}: has no values; range(start,stop,step) goes from start up to but without stop")
    count = int(((stop - start) / step).to_integral_value("ROUND_CEILING"))
    if count > LONGEST:
        raise ConfigurationError(f"{line}: has {count:,} values; at most {LONGEST:,} are possible")
    values = [start + place * step for place in range(count)]
    return [int(each) if each == each.to_integral_value() else float(each) for each in values]


def _structural(override: Override, key: str, line: str, found: Sequence[Any]) -> DesignAxis:
    """An axis whose values each make a stratum."""
    from hydra.core.override_parser.types import QuotedString, Transformer

    lines = tuple(f"{key}={Transformer.str(each)}" for each in found)
    plain = [each.text if isinstance(each, QuotedString) else each for each in found]
    names = tuple(_label(key, each) for each in plain)
    return DesignAxis(Factor(key, "grid", _distinct(key, names)), lines)


def _label(key: str, value: Any) -> float | str:
    """How a chosen value is called: a number as it is, anything else in words."""
    if isinstance(value, str):
        return value.removesuffix(FROM_FILE)
    if is_number(value):
        return int(value) if float(value).is_integer() else float(value)
    return shown(value)


def grid_factor(key: str, found: Sequence[Any]) -> Factor:
    """A numeric factor with these values. Raises ConfigurationError naming each that the table does not allow."""
    plain = [getattr(each, "text", each) for each in found]
    faults = [line for each in plain for line in number_faults(key, each, NUMBERS[key])]
    if faults:
        more = [f"{key}: and {counted(len(faults) - 2, 'value')} more"]
        raise ConfigurationError(faults if len(faults) <= 3 else faults[:2] + more)
    return Factor(key, "grid", _distinct(key, tuple(map(float, plain))))


def _distinct(key: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) == len(values):
        return values
    twice = Counter(values).most_common(1)[0][0]
    raise ConfigurationError(f"{key}: {shown(twice)} is there twice")


def _sampled(key: str, line: str, interval: Any, tags: set[str]) -> Factor:
    """A factor sampled between two bounds."""
    if key not in NUMBERS:
        raise ConfigurationError(f"{line}: each value of {key} is a stratum of its own; name them, or use range()")
    strays = sorted(tags - set(_SCALES))
    if strays or len(tags) > 1:
        wrong = strays[0] if strays else ",".join(sorted(tags))
        known = f"one of {', '.join(_SCALES)}{suggestion(wrong, _SCALES)}"
        raise ConfigurationError(f"{line}: unknown scale {shown(wrong)}; must be {known}")
    number, low, high = NUMBERS[key], float(interval.start), float(interval.end)
    if not all(is_number(each, number.whole) and number.low <= each <= number.high for each in (low, high)):
        raise ConfigurationError(f"{line}: both ends must be {allowed(number)}")
    if not low < high:
        raise ConfigurationError(f"{line}: must go from a lower to a higher number")
    scale = next(iter(tags), "linear")
    if scale == "log" and low <= 0:
        raise ConfigurationError(f"{line}: a log scale needs a lower end above 0, not {bound(low)}")
    return Factor(key, "sampled", low=low, high=high, scale=scale)
