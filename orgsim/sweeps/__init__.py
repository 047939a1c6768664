"""Sweeps: many design points, each run with the same dice, in chunks that are stored, resumed and read again."""
