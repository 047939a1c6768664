"""Studies: what is simulated, under which scenarios, how often; and the results as labelled data."""
