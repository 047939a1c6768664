"""What is kept of runs when their weekly series are not: scalars of each run, and bands over all of them. Plain arrays only."""
