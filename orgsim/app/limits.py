"""How much one request may ask for: enough for everything the pages do, too little to keep the computer busy for long."""

from __future__ import annotations

#: Bytes of a request's body: an organization of 50,000 people and its futures.
BODY = 1_000_000
PEOPLE = 50_000
#: People times weeks times replications: some ten seconds of one processor.
PERSON_WEEKS = 2_000_000_000
#: Rows of a table that one answer carries.
ROWS = 5_000
#: Calculations that run side by side, and that may wait for their turn beside them; more are told to come back.
SIDE_BY_SIDE, WAITING = 2, 8
#: Seconds after which an answer is given up; what was begun ends by itself.
SECONDS = 60.0
