"""Calibration: free parameters fitted to target patterns of scenarios and of a surveyed population, as an accepted ensemble."""
