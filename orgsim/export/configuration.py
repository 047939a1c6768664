"""The configuration that gives a report's numbers again, for reports that come from a page."""

from __future__ import annotations

from typing import Any

from orgsim.config import Job, config_text
from orgsim.config.job import HEADER
from orgsim.config.schema import DESIGN
from orgsim.export.report import LONGEST_NOTE, Report
from orgsim.study.specification import Design, Execution
from orgsim.web.organizations import preset_section

_CHART = "# The reporting chart is not in here: put the path of its file where it says your-chart.csv.\n"
_COLUMNS = dict.fromkeys(("id_column", "boss_column", "delimiter", "encoding"))
_OWN = {"kind": "hris", "path": "your-chart.csv", **_COLUMNS, "strict": False}


def configuration_of(report: Report) -> str:
    """The text of a file that `orgsim scenario=FILE` runs to the report's numbers.

    An organization of one's own is named by a file to be filled in: nobody's chart is written into it.
    """
    choice = report.state.get("organization") or {"preset": "department"}
    job = Job(report.study, organization=_section(choice))
    text = config_text(job)
    return text if "preset" in choice else _CHART + text


def parts() -> dict[str, Any]:
    """What pages write the same text from, beside the tables: lines above it, sections of organizations, and usual numbers."""
    design = {name: getattr(Design(), name) for name in DESIGN}
    return {
        "above": HEADER,
        "organization": preset_section("department"),
        "own": {"above": _CHART, "section": _OWN},
        "design": design,
        "engine": Execution().engine,
        "longest_note": LONGEST_NOTE,
    }


def _section(choice: dict[str, Any]) -> dict[str, Any]:
    return preset_section(choice["preset"]) if "preset" in choice else dict(_OWN)
