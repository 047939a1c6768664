"""`python -m orgsim` is the command `orgsim`."""

from orgsim.cli.entry import entry

entry()
