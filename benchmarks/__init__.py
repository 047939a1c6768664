"""How fast the laboratory is, against its neighbours and the machine's limit: `python -m benchmarks` prints it all."""
