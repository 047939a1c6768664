"""Under which conditions does something happen? Boxes (PRIM) and a shallow tree, in words, with coverage and density."""

from orgsim.analysis.discovery.discover import Discovery, DiscoverySettings, Found, discover

__all__ = ["Discovery", "DiscoverySettings", "Found", "discover"]
