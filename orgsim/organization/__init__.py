"""Organizations: reporting trees held in arrays, made from numbers, from HR exports and from public organograms."""

from orgsim.organization.report import RepairReport
from orgsim.organization.tree import Organization, Role

__all__ = ["Organization", "RepairReport", "Role"]
