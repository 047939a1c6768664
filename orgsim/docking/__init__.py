"""Docking: published models run with the project's random numbers and statistics, as evidence that the machinery is right.

Docking is what Axtell, Axelrod, Epstein & Cohen (1996) called aligning two models; a comparison says whether the equality it
claims is numerical (the same numbers), distributional (no difference that sampling does not explain) or relational (the same
signs and orders).
"""
