"""What pages write a configuration from, and what a report may hold: said once for pages, reports and files."""

from __future__ import annotations

from typing import Any

from orgsim.config.job import HEADER
from orgsim.spec.bounds import DESIGN
from orgsim.spec.study import Design, Execution
from orgsim.web.organizations import preset_section

LONGEST_NOTE = 4000
CHART = "# The reporting chart is not in here: put the path of its file where it says your-chart.csv.\n"
_COLUMNS = dict.fromkeys(("id_column", "boss_column", "delimiter", "encoding"))
OWN = {"kind": "hris", "path": "your-chart.csv", **_COLUMNS, "strict": False}


def parts() -> dict[str, Any]:
    """What pages write the same text from, beside the tables: lines above it, sections of organizations, and usual numbers."""
    design = {name: getattr(Design(), name) for name in DESIGN}
    return {
        "above": HEADER,
        "organization": preset_section("department"),
        "own": {"above": CHART, "section": OWN},
        "design": design,
        "engine": Execution().engine,
        "longest_note": LONGEST_NOTE,
    }
