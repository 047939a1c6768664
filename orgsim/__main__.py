"""`python -m orgsim` is the command `orgsim`."""

import sys

from orgsim.cli.main import main

sys.exit(main())
