"""Write the tables of the documents that come from the code, between `<!-- generated: name -->` and `<!-- end -->`.

python docs/generate.py            rewrites docs/odd.md and README.md
python docs/generate.py --check    changes nothing; exits 1 when a table is out of date
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from math import inf
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from orgsim.model import rules  # noqa: E402
from orgsim.model.outcomes import OUTCOMES  # noqa: E402
from orgsim.model.parameters import TABLE  # noqa: E402
from orgsim.model.state import PERSON_FIELDS  # noqa: E402

DOCUMENTS = (ROOT / "docs" / "odd.md", ROOT / "README.md")
BLOCK = re.compile(r"(<!-- generated: (?P<name>[^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)
ROLES = {
    "w": "workers",
    "s": "supervisors",
    "t": "supervisors with a team (the team's value)",
    "b": "supervisors but the head",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Rewrite every document, or only say which are out of date; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a table is out of date")
    check = parser.parse_args(arguments).check
    stale = [path for path in DOCUMENTS if refreshed(text := path.read_text(encoding="utf-8")) != text]
    for path in stale:
        if not check:
            path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {'out of date; run python docs/generate.py' if check else 'rewritten'}")
    return 1 if check and stale else 0


def refreshed(text: str) -> str:
    """The text of a document with every generated block made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{made(found['name'])}\n{found[3]}", text)


def made(name: str) -> str:
    """The table of that name; `rules style` is that of the rules in `orgsim/model/rules/style.py`."""
    kind, _, part = name.partition(" ")
    makers: dict[str, Callable[[str], str]] = {
        "parameters": parameters,
        "outcomes": outcomes,
        "people": people,
        "rules": rules_of,
        "patterns": patterns,
        "mechanisms": mechanisms,
        "survey": survey,
        "first": first_look,
    }
    return makers[kind](part)


def parameters(_: str) -> str:
    """Every number of the model."""
    rows = []
    for row in TABLE:
        number = row.number
        span = f"{number.low:g} to {number.high:g}{', whole' if number.whole else ''}"
        rows.append((f"`{row.key}`", row.kind, f"{row.default:g}", span, number.unit, number.meaning, number.source))
    return table(("key", "kind", "default", "range", "unit", "meaning", "source"), rows)


def outcomes(_: str) -> str:
    """Every weekly outcome."""
    rows = [(f"`{each.name}`", each.unit, bounds(each.low, each.high), each.meaning) for each in OUTCOMES]
    return table(("outcome", "unit", "bounds", "meaning"), rows)


def bounds(low: float | None, high: float | None) -> str:
    """Bounds in words."""
    if low is None or high is None:
        return "none" if low == high else f"at least {low:g}" if high is None else f"at most {high:g}"
    return f"{low:g} to {high:g}" if low < high else f"{low:g}"


def people(_: str) -> str:
    """Every weekly value of a person."""
    return table(
        ("field", "unit", "meaning", "who has it"),
        [
            (f"`{field.name}`", field.unit, field.meaning, " and ".join(ROLES[role] for role in field.roles))
            for field in PERSON_FIELDS
        ],
    )


@cache
def patterns(_: str) -> str:
    """Every target of weight 1 or more, and each lighter one that is missed, as the defaults show it; this runs the model."""
    from orgsim.calibration.simulator import MANY, Setting, try_values
    from orgsim.calibration.targets import MUST, read_targets, shipped_targets, simulated_statistics

    simulated = simulated_statistics()
    targets = read_targets(*shipped_targets())
    figures = try_values(targets, {}, Setting(shapes=MANY), fit=False).figures
    rows = []
    for target in targets:
        wanted = bounds(*(None if abs(end) == inf else end for end in (target.low, target.high)))
        unit = simulated[target.statistic].unit if target.statistic in simulated else ""
        shown = f"{figures[target.name]:.3g} {unit}".strip()
        inside = "yes" if target.low <= figures[target.name] <= target.high else "**no**"
        if target.weight < MUST and inside == "yes":
            continue
        rows.append((target.name, wanted, shown, inside, target.source))
    return table(("pattern", "wanted", "shown today", "in range", "source"), rows)


def mechanisms(_: str) -> str:
    """Every mechanism and the value that switches it off."""
    from orgsim.model.mechanisms import MECHANISMS

    return table(
        ("mechanism", "switched off by", "meaning", "group", "may explain"),
        [(m.name, f"`{m.key}` = {m.off:g}", m.meaning, m.group, ", ".join(m.explains)) for m in MECHANISMS],
    )


def survey(_: str) -> str:
    """Everything the survey reports: its label, its items, how answers are counted, and the states they read."""
    from orgsim.calibration.instrument import SUBJECTS
    from orgsim.surveying.instrument import ITEMS, LABELS, REPORTED, SUB_INDICES, items_of

    rows = []
    for name in REPORTED:
        content = "engagement" if name == "engagement_index" else name
        if content not in SUBJECTS:
            rows.append((f"`{name}`", LABELS[name], ", ".join(SUB_INDICES), "mean of the three", ""))
            continue
        items = [ITEMS[place].name for place in items_of(content)]
        subject = SUBJECTS[SUBJECTS[content].follows or content]
        counted = "mean of 0, 25, 50, 75, 100" if content == "engagement" else "percent who answer 4 or 5"
        asked = items[0] if len(items) == 1 else f"{items[0]} to {items[-1]}"
        rows.append((f"`{name}`", LABELS[name], asked, counted, ", ".join(subject.states)))
    return table(("reported", "label", "items", "counted as", "reads"), rows)


def first_look(_: str) -> str:
    """Some of what the main job prints, computed in the same way."""
    import orgsim
    from orgsim.analysis.wording import display_of

    names, outcomes = ("lead_after_turnaround", "management_trap"), ("performance", "engagement", "quits")
    department = orgsim.Organization.synthetic()
    summary = orgsim.summary_table({name: orgsim.simulate(department, name) for name in names}, (1, 3, 6), outcomes)
    rows = []
    for (outcome, year), both in summary.groupby(["outcome", "year"], sort=False):
        (_, lead), (_, trap) = both.iterrows()
        shown = display_of(str(outcome))
        half = shown.factor * (trap["difference_high"] - trap["difference_low"]) / 2
        difference = f"{shown.factor * trap['difference']:+.1f} ±{half:.1f}" if trap["difference"] else "same"
        values = (f"{shown.factor * each['mean']:.1f}" for each in (lead, trap))
        rows.append((f"{shown.label}, {shown.long_unit}", f"{year}", *values, difference))
    return table(("", "year", *(f"`{name}`" for name in names), "difference"), rows)


def rules_of(module: str) -> str:
    """The equations of one module's docstring, and its rules in the order of the source."""
    source = import_module(f"{rules.__name__}.{module}")
    indented = [line for line in (source.__doc__ or "").splitlines() if line.startswith("    ")]
    stated = "\n".join([*indented, "", ""]) if indented else ""
    return stated + table(
        ("rule", "equation", "units", "source"),
        [(f"`{each.__name__}`", equation(each), *said(each, "Units", "Source")) for each in functions(source)],
    )


def rule_modules() -> list[str]:
    """The names of the modules that hold rules."""
    return sorted(module.name for module in iter_modules(rules.__path__))


def functions(module: ModuleType) -> list[FunctionType]:
    """The functions a module defines, in the order of its source."""
    own = [each for _, each in inspect.getmembers(module, inspect.isfunction) if each.__module__ == module.__name__]
    return sorted(own, key=lambda each: each.__code__.co_firstlineno)


def equation(function: FunctionType) -> str:
    """The first line of a docstring; when it ends in a colon, with the paragraph that it announces."""
    paragraphs = (inspect.getdoc(function) or "").split("\n\n")
    first = paragraphs[0].splitlines()[0]
    return f"{first} {' '.join(paragraphs[1].split())}" if first.endswith(":") and len(paragraphs) > 1 else first


def said(function: FunctionType, *names: str) -> list[str]:
    """What the docstring says after `Units:` and `Source:`, without the full stop; empty where it says nothing."""
    text = " ".join((inspect.getdoc(function) or "").split())
    found = (re.search(rf"\b{name}: (.+?)\.?(?= Source: |$)", text) for name in names)
    return [each[1] if each else "" for each in found]


def table(columns: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    head = tuple(columns)
    lines = [head, ("---",) * len(head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
