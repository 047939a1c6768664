"""The gallery: every experiment run, its figure and verdicts written, and one page with all of them, failures included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from orgsim.claims.experiment import Experiment, Finding
from orgsim.claims.verdict import Verdict
from orgsim.provenance import model_hash
from orgsim.spreadsheets import to_csv
from orgsim.writing import write_text

TABLE, PAGE, FIGURE = "verdicts.csv", "README.md", "figure.png"


def write_experiment(folder: Path, experiment: Experiment, finding: Finding, *, command: str) -> list[dict[str, object]]:
    """An experiment's figure and verdicts in a folder of its own; returns its rows of the table."""
    from orgsim.figures.files import save_png

    place = folder / experiment.name
    save_png(experiment.draw(experiment.lab, finding), place, Path(FIGURE).stem)
    rows = [_row(experiment, verdict, command) for verdict in finding.verdicts]
    to_csv(pd.DataFrame(rows), place / TABLE, "%.6g")
    return rows


def write_page(folder: Path, experiments: Sequence[tuple[Experiment, Finding]], rows: Sequence[dict[str, object]]) -> Path:
    """The table of all verdicts, and the page that shows the experiments one after the other; returns the page."""
    to_csv(pd.DataFrame(list(rows)), folder / TABLE, "%.6g")
    return write_text(folder / PAGE, page_text(experiments, rows))


def page_text(experiments: Sequence[tuple[Experiment, Finding]], rows: Sequence[dict[str, object]]) -> str:
    """The page in Markdown."""
    shown = sum(finding.holds for _, finding in experiments)
    lines = [
        "# Gallery",
        "",
        f"{shown} of {len(experiments)} claims are shown, each with its control. "
        f"Made by `orgsim gallery`; model {model_hash()[:12]}.",
        "A claim holds when the whole 99 % interval of each of its statistics lies where it must, and that of each control.",
        "",
        "| claim | | verdict | command |",
        "| --- | --- | --- | --- |",
    ]
    commands = {row["experiment"]: row["command"] for row in rows}
    for experiment, finding in experiments:
        said = "holds" if finding.holds else "**fails**"
        lines.append(f"| [{experiment.id}](#{experiment.name}) | {experiment.title} | {said} | `{commands[experiment.name]}` |")
    for experiment, finding in experiments:
        lines += ["", *_section(experiment, finding, str(commands[experiment.name]))]
    return "\n".join(lines) + "\n"


def _section(experiment: Experiment, finding: Finding, command: str) -> list[str]:
    lines = [
        f'<a id="{experiment.name}"></a>',
        f"## {experiment.id}: {experiment.title}",
        "",
        experiment.claim,
        "",
        f"![{experiment.title}]({experiment.name}/{FIGURE})",
        "",
        experiment.paragraph,
        "",
        f"Verdict: {experiment.verdict}",
        "",
        "| | statistic | value | 99 % interval | wanted | holds | replications (needed) |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for verdict in finding.verdicts:
        lines.append(f"| {' | '.join(cells(verdict))} |")
    return [*lines, "", f"`{command}`, seed {experiment.lab.seed}"]


def cells(verdict: Verdict) -> list[str]:
    """A verdict as the cells of a table."""
    number = f"{verdict.replications}" + (f" ({verdict.needed})" if verdict.needed else "")
    said = "yes" if verdict.holds else "**no**"
    value = f"{verdict.value:.3g} {verdict.unit}".strip()
    return [verdict.part, verdict.statistic, value, _interval(verdict), verdict.wanted, said, number]


def _interval(verdict: Verdict) -> str:
    if verdict.single:
        return "one number, no interval"
    return "every run the same" if verdict.low == verdict.high else f"{verdict.low:.3g} to {verdict.high:.3g}"


def _row(experiment: Experiment, verdict: Verdict, command: str) -> dict[str, object]:
    return {
        "experiment": experiment.name,
        "claim": experiment.id,
        "part": verdict.part,
        "statistic": verdict.statistic,
        "value": verdict.value,
        "low": verdict.low,
        "high": verdict.high,
        "unit": verdict.unit,
        "wanted": verdict.wanted,
        "holds": verdict.holds,
        "replications": verdict.replications,
        "needed": verdict.needed,
        "seed": experiment.lab.seed,
        "command": command,
    }
