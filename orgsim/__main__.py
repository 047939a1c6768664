"""`python -m orgsim` is the command `orgsim`."""

import sys

from orgsim.cli.process import entry

sys.exit(entry())
