"""The configuration that gives a report's numbers again, for reports that come from a page."""

from __future__ import annotations

from typing import Any

from orgsim.config import Job, config_text
from orgsim.export.report import Report
from orgsim.web.organizations import preset_section
from orgsim.web.written import CHART, OWN


def configuration_of(report: Report) -> str:
    """The text of a file that `orgsim scenario=FILE` runs to the report's numbers.

    An organization of one's own is named by a file to be filled in: nobody's chart is written into it.
    """
    choice = report.state.get("organization") or {"preset": "department"}
    job = Job(report.study, organization=_section(choice))
    text = config_text(job)
    return text if "preset" in choice else CHART + text


def _section(choice: dict[str, Any]) -> dict[str, Any]:
    return preset_section(choice["preset"]) if "preset" in choice else dict(OWN)
