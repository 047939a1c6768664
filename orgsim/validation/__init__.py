"""Patterns that a model must show, held against tables of units: real departments or simulated ones, by the same code."""
