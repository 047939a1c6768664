"""Make a calibration the project's defaults: write the middle set of a context file into the parameter table's source.

python docs/adopt.py calibrated.yaml

Afterwards conf/context/calibrated.yaml holds the file, and a test holds the table and the file together.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "orgsim" / "model" / "parameters"
SHIPPED = ROOT / "conf" / "context" / "calibrated.yaml"


def main(path: str) -> int:
    """Write every value; returns the exit code."""
    context = yaml.safe_load(Path(path).read_text(encoding="utf-8"))["context"]
    for file in sorted(TABLE.glob("*.py")):
        text = file.read_text(encoding="utf-8")
        for group, values in context.items():
            for name, value in values.items():
                text = with_default(text, "".join(part.title() for part in group.split("_")), name, float(value))
        file.write_text(text, encoding="utf-8")
    if Path(path).resolve() != SHIPPED:
        shutil.copyfile(path, SHIPPED)
    return 0


def with_default(text: str, group: str, name: str, value: float) -> str:
    """The source with another default of one parameter; unchanged when its class is not in this file."""
    found = re.search(rf"^class {group}\(NamedTuple\):.*?(?=^class |\Z)", text, re.DOTALL | re.MULTILINE)
    if found is None:
        return text
    start = re.search(rf"^    {name}: Annotated\[", found[0], re.MULTILINE)
    if start is None:
        raise SystemExit(f"{group} has no parameter {name}")
    end = closing(found[0], start.end() - 1)
    default = re.match(r" = (\(\s*)?[-\d.e]+(\s*\))?", found[0][end:])
    assert default is not None
    body = f"{found[0][:end]} = {value!r}{found[0][end + default.end() :]}"
    return text[: found.start()] + body + text[found.end() :]


def closing(text: str, opening: int) -> int:
    """The place behind the bracket that closes the one at `opening`."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise SystemExit("a bracket is not closed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
