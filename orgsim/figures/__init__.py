"""Figures in three stages: results, plot data without a backend, drawing. Functions take results and return figures."""
