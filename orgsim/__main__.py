"""`python -m orgsim` is the command `orgsim`."""

import sys

from orgsim.cli.entry import entry

sys.exit(entry())
