"""The theory: parameters, levers, random numbers and the rules of a week. It imports no engine and touches no file."""
