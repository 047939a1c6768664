"""Under which conditions does something happen? Boxes (PRIM) and a shallow tree, in words, with coverage and density."""

from orgsim.analysis.discovery.discover import Discovery, Found, Settings, discover

__all__ = ["Discovery", "Found", "Settings", "discover"]
