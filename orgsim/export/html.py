"""The flight simulator as one file: pages, styles, kernel and tables inside it; it opens from disk, with no network."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from orgsim import __version__, web
from orgsim.analysis.wording import display_of
from orgsim.errors import ConfigurationError
from orgsim.export.report import ABOVE, Report, versions
from orgsim.spec.values import fault
from orgsim.web.catalog import entry
from orgsim.web.leaves_out import TITLE, leaves_out
from orgsim.web.presentation import longest_run

_WEB = Path(web.__file__).parent
_TEMPLATE = Path(__file__).with_name("page.html")
#: Nothing may be fetched, sent or framed; the style and the script that are allowed are those in the file, by their hashes, and
#: what that script starts (strict-dynamic): the pages, which lie packed beside it.
_POLICY = (
    "default-src 'none'; script-src '{script}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src '{style}'; worker-src blob:; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)
_AGAIN = (
    "Save the configuration as what.yaml and run: orgsim scenario=what.yaml. These are the futures that this page opens with; "
    "its runs are the first of those replications, to the last digit."
)


def page_of(report: Report, configuration: str) -> str:
    """The whole file. `configuration` is the YAML that gives the same numbers. The same report gives the same text.

    Raises ConfigurationError for what pages cannot show: a company of departments, another unit, very long runs.
    """
    faults = list(_faults(report))
    if faults:
        raise ConfigurationError(faults)
    script, style = (_within((_WEB / "bundle" / name).read_text(encoding="utf-8")) for name in ("loader.js", "app.css"))
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        policy=policy,
        generator=escape(f"orgsim {__version__}"),
        title=escape(report.title),
        pointer=escape(f"Notes, and {TITLE[:1].lower()}{TITLE[1:]}" if report.notes else TITLE),
        style=style,
        below="\n".join(_below(report, configuration)),
        parts="\n".join(_part(name, content) for name, content in _parts(report).items()),
        licences=_within((_WEB / "vendor" / "LICENSES.txt").read_text(encoding="utf-8")),
        script=script,
    )


def _faults(report: Report) -> Iterator[str]:
    """A line for everything that a page cannot show."""
    design, longest = report.study.design, longest_run()
    if design.departments != 1:
        yield fault("departments", design.departments, "1 in a page, which shows one department")
    if design.unit != 0:
        yield fault("unit", design.unit, "0 in a page")
    if design.weeks > longest:
        yield fault("weeks", design.weeks, f"at most {longest} in a page")


def _parts(report: Report) -> dict[str, bytes]:
    """What a server would give, by name."""
    kernel = _WEB / "kernel"
    tables = json.loads((kernel / "parameters.json").read_text(encoding="utf-8"))
    known = {each["name"] for each in tables["scenarios"]}
    tables["scenarios"] += [each for each in map(entry, report.own) if each["name"] not in known]
    return {
        "app": (_WEB / "bundle" / "app.js").read_bytes(),
        "tables": _plain(tables),
        "manifest": (kernel / "manifest.json").read_bytes(),
        "wasm": (kernel / "kernel.wasm").read_bytes(),
        "state": _plain(_shown(report)),
    }


def _shown(report: Report) -> dict[str, Any]:
    """The state that the file opens with: of a page's state what does not depend on where it was open."""
    names = ("organization", "futures", "editing", "weeks", "seed", "week")
    kept = {name: report.state[name] for name in names if name in report.state}
    return {**kept, "page": "simulator", "charts": list(report.charts)}


def _below(report: Report, configuration: str) -> Iterator[str]:
    """Notes, what the model leaves out, and how to have the numbers again, as elements; everybody's words are text."""
    if report.notes:
        yield f"<section><h2>{escape(report.notes.get('title') or 'Notes')}</h2>"
        yield from _paragraphs(report.notes.get("text", ""))
        for outcome, text in report.notes.items():
            if outcome not in ABOVE and text:
                yield f"<h3>{escape(display_of(outcome).label)}</h3>"
                yield from _paragraphs(text)
        yield "</section>"
    yield f"<section><h2>{escape(TITLE)}</h2><ul>"
    yield from (f"<li>{escape(statement)}</li>" for statement in leaves_out())
    yield "</ul></section>"
    yield "<section><h2>The same numbers again</h2>"
    yield f"<p>{escape(_AGAIN)}</p>"
    yield f'<details><summary>The configuration</summary><pre tabindex="0">{escape(configuration)}</pre></details>'
    yield f'<p class="from">{escape(versions())}</p></section>'


def _paragraphs(text: str) -> Iterator[str]:
    yield from (f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _part(name: str, content: bytes) -> str:
    """A block of data that is never run: packed, in letters that HTML leaves alone."""
    packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f'    <script type="application/octet-stream" id="part-{name}">{packed}</script>'


def _plain(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _within(text: str) -> str:
    """A text that may stand inside an element of scripts or styles: one that cannot end it."""
    lowered = text.lower()
    if any(end in lowered for end in ("</script", "</style", "<!--")):
        raise ValueError("a bundled file would end the element that it stands in")
    return text


def _hash(text: str) -> str:
    """What a policy calls an inline text by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
