"""The commands that documents and helps print: `orgsim …` in blocks, in indented lines and between backticks."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Where commands are printed, beside the helps.
DOCUMENTS = (
    "README.md",
    "docs/tutorial.md",
    "docs/sweeps.md",
    "docs/mesa.md",
    "conf/calibration/README.md",
    "conf/patterns/README.md",
    "experiments/README.md",
    "CONTRIBUTING.md",
    "results/gallery/README.md",
)
_CALL = re.compile(r"(?:\.venv/bin/)?orgsim(?= |$)")
_INLINE = re.compile(r"`((?:\.venv/bin/)?orgsim(?: [^`]*)?)`")


@dataclass(frozen=True)
class Printed:
    """A command as it is printed, and where: `orgsim` with its words, and perhaps where its output goes."""

    document: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.document}, line {self.line}: {self.text}"


def of_document(name: str, text: str) -> list[Printed]:
    """Those of a Markdown document: in blocks, fenced or indented, and between backticks, in their order."""
    found, fenced = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            found += [Printed(name, number, each) for each in _in_line(line)]
    for number, part in _paragraphs(text):
        for each in _INLINE.finditer(part):
            found.append(Printed(name, number + part[: each.start()].count("\n"), " ".join(each[1].split())))
    return sorted(found, key=lambda each: each.line)


def of_help(words: str, text: str) -> list[Printed]:
    """Those of a help: its indented lines, and what stands in parentheses or after `Example:`."""
    whole = re.sub(r" \\\n\s+", " ", text)
    found = []
    for number, line in enumerate(whole.splitlines(), 1):
        if re.match(r"\s+orgsim(\s|$)|Examples?: +orgsim", line):
            found += [Printed(words, number, each) for each in _in_line(re.sub(r"^Examples?: +", "", line))]
        found += [Printed(words, number, each) for each in re.findall(r"\((orgsim [^)]*=[^)]*)\)", line)]
    return found


def _in_line(line: str) -> Iterator[str]:
    """The calls in a line of a shell, without what is said beside them after two spaces."""
    line = line.strip()
    ends = [*(gap.start() for gap in re.finditer(r"\s{2,}|\s#\s", line)), len(line)]
    said = next((line[:end] for end in ends if _is_whole(line[:end])), line)
    for part in said.split(" && "):
        if _CALL.match(part):
            yield part


def _is_whole(text: str) -> bool:
    """Whether every quote in it is closed."""
    try:
        shlex.split(text)
    except ValueError:
        return False
    return True


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph outside blocks with its first line's number: a command between backticks may go over two lines."""
    plain = re.sub(r"^```.*?^```$", lambda block: "\n" * block[0].count("\n"), text, flags=re.DOTALL | re.MULTILINE)
    first = 1
    for part in plain.split("\n\n"):
        if not part.startswith("    "):
            yield first, part
        first += part.count("\n") + 2


def words_of(text: str) -> tuple[list[str], str | None]:
    """A command's words after `orgsim`, and the file that its output goes to."""
    words = shlex.split(text)[1:]
    if ">" in words:
        place = words.index(">")
        return words[:place], words[place + 1]
    return words, None
