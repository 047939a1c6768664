"""How much one request may ask for: enough for everything the pages do, too little to keep the computer busy for long."""

from __future__ import annotations

#: Bytes of a request's body: an organization of 50,000 people and its futures.
BODY = 1_000_000
#: Unknown names of a request that are told.
TOLD = 20
PEOPLE = 50_000
#: People times weeks times replications: some ten seconds of one processor.
PERSON_WEEKS = 2_000_000_000
#: Rows of a table that one answer carries.
ROWS = 5_000
#: Points and chunks of a sweep that is looked at.
POINTS, CHUNKS = 20_000_000, 1_000_000
#: Numbers of its tables that are read at once: 4 GiB.
CELLS = 2**29
#: Seconds for looking at the folders of the results; the others are looked at next time.
SHELF = 20.0
#: Calculations that run side by side, and that may wait for their turn beside them; more are told to come back.
SIDE_BY_SIDE, WAITING = 2, 8
#: Seconds after which an answer is given up; what was begun ends by itself.
SECONDS = 60.0
#: Connections at a time, and seconds that one may wait for a request or its body.
CONNECTIONS, PATIENCE = 200, 10.0
