"""How much one request may ask for: enough for everything the pages do, too little to keep the computer busy for long."""

from __future__ import annotations

from orgsim.model.parameters import Number

#: Bytes of a request's body: an organization of 50,000 people and its futures.
BODY = 1_000_000
PEOPLE = 50_000
REPLICATIONS = Number(1, 512, "runs", "replications of one request", whole=True)
WEEKS = Number(1, 2080, "weeks", "length of a run", whole=True)
#: People times weeks times replications: some ten seconds of one processor.
PERSON_WEEKS = 2_000_000_000
#: Numbers in one answer: 128 MiB.
NUMBERS = 16_777_216
#: Rows of a table that one answer carries.
ROWS = 5_000
#: Calculations that run side by side, and that may wait for their turn beside them; more are told to come back.
SIDE_BY_SIDE, WAITING = 2, 8
#: Seconds after which an answer is given up; what was begun ends by itself.
SECONDS = 60.0
