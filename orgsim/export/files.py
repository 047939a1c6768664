"""One file of an export, of the kind that its name ends in."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from orgsim.config import Job, config_text
from orgsim.errors import ConfigurationError, suggestion
from orgsim.export.report import Report, provenance, versions
from orgsim.spec.values import shown
from orgsim.spreadsheets import guarded_line, to_csv
from orgsim.study.kinds import expanded, manifest_of
from orgsim.web.leaves_out import TITLE, leaves_out
from orgsim.writing import saving, whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def kind_of(output: object) -> str:
    """The ending of the file that is to be written. Raises ConfigurationError where it is none that there is."""
    wanted = f"a file that ends in {', '.join(KINDS)}"
    if not isinstance(output, str) or not output:
        raise ConfigurationError(f"output: must be given: {wanted}, such as output=page.html")
    suffix = Path(output).suffix.lower()
    if suffix not in KINDS:
        raise ConfigurationError(f"output={shown(output)}: must be {wanted}{suggestion(suffix, KINDS)}")
    path = expanded(output)
    if path.name in (manifest_of(path.parent) or {}).get("files", {}):
        raise ConfigurationError(f"output={shown(output)}: belongs to the run in that folder; name another file")
    return suffix


def content_of(kind: str, report: Report, job: Job) -> bytes:
    """The file's bytes."""
    return KINDS[kind](report, job)


def write(output: str, content: bytes) -> Path:
    """Write the file at once, under a temporary name first; the folder must exist. Raises ResultsError."""
    path = expanded(output)
    with saving(f"output={output}"), whole(path) as temporary:
        temporary.write_bytes(content)
    return path


def _html(report: Report, job: Job) -> bytes:
    from orgsim.export.html import page_of

    return page_of(report, config_text(job)).encode()


def _pdf(report: Report, job: Job) -> bytes:
    from orgsim.export.pdf import pdf_of

    return pdf_of(report)


def _chart(kind: str) -> Callable[[Report, Job], bytes]:
    def drawn(report: Report, job: Job) -> bytes:
        from orgsim.figures.files import as_bytes

        return as_bytes(charts_of(report), kind)

    return drawn


def charts_of(report: Report) -> Figure:
    """All charts as one figure, with what the model leaves out below."""
    from orgsim.export.curves import curves_of
    from orgsim.figures.outcomes import draw_curves

    data = curves_of(report, report.charts)
    said = f"{data.footnote} {versions()}. {TITLE}: {' '.join(leaves_out())}"
    return draw_curves(replace(data, footnote=said), columns=2 if len(report.charts) in (2, 4) else None)


def _csv(report: Report, job: Job) -> bytes:
    from orgsim.export.tables import bands

    out = io.StringIO(_comment(report))
    out.seek(0, io.SEEK_END)
    to_csv(bands(report, report.charts), out)
    return out.getvalue().encode()


def _yaml(report: Report, job: Job) -> bytes:
    return (config_text(job) + _comment(report)).encode()


def _comment(report: Report) -> str:
    """What made the numbers and what the model leaves out, as lines that programs pass over."""
    titles = (f"{name} is {title}" for name, title in report.titles.items())
    lines = (provenance(report), *titles, f"{TITLE}:", *(f"- {statement}" for statement in leaves_out()))
    return "".join(guarded_line(f"# {' '.join(line.split())}") + "\n" for line in lines)


KINDS: dict[str, Callable[[Report, Job], bytes]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".svg": _chart("svg"),
    ".png": _chart("png"),
    ".csv": _csv,
    ".yaml": _yaml,
}
