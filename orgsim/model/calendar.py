"""Weeks and years, and how long an outcome is looked at to say where it stands: one statement for tables, sweeps and pages."""

from __future__ import annotations

WEEKS_PER_YEAR = 52
#: Where a run stands at some time, such as its end, is the mean of its weekly values over so many weeks up to then: a quarter.
LEVEL_WEEKS = 13
