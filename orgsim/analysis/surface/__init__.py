"""How an outcome lies over two factors, and which class of outcome wins where: response surfaces and phase diagrams."""

from orgsim.analysis.surface.phases import Phases, phases
from orgsim.analysis.surface.response import Surface, surface

__all__ = ["Phases", "Surface", "phases", "surface"]
