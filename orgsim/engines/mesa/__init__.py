"""The readable engine: Mesa agents who call the rules of the theory, one by one. Importing Mesa sets `spawn` process-wide."""
