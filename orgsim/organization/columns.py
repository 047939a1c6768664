"""Which column of a table is which, whatever it is called in this system, year or language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import product

from orgsim.errors import nearest
from orgsim.organization.wording import listing, shown

Parts = tuple[tuple[tuple[str, ...], ...], ...]

_NUMBERS = ("id", "no", "number", "nr", "num", "code", "key", "ref", "reference", "nummer", "numero")
_PEOPLE = ("employee", "person", "staff", "worker", "emp", "associate", "personnel", "payroll", "member", "colleague")
_BOSSES = ("manager", "linemanager", "boss", "supervisor", "reportsto", "reportingto", "managedby", "superior", "parent")
_OWN = ("", *_PEOPLE, "user", "position", "post", "job", "node", "mitarbeiter", "personal", "empleado", "employe")

ID_PARTS: Parts = (
    (_OWN, _NUMBERS),
    (("postuniquereference", "uniquereference", "uniqueid", "uid", "matricule", "mitarbeiter", "empleado"),),
    (("idempleado", "numeroempleado", "codigoempleado", "idemploye", "numeroemploye", "idpersonne", "idpersona"),),
    (_PEOPLE[:-2],),
    (("post", "user", "employeename", "fullname", "name"),),
)
BOSS_PARTS: Parts = (
    (_BOSSES, ("", *_PEOPLE, "post", "position"), _NUMBERS),
    *((("", "position", "worker"), (boss,)) for boss in ("reportsto", "reportingto", "managedby")),
    (("reportstoseniorpost", "reportstopost", "reportstoposition", "managersid", "managersemployeeid"),),
    (("vorgesetzter", "vorgesetzte", "vorgesetzterid", "vorgesetztenid", "vorgesetzternummer", "vorgesetztennummer"),),
    (("vorgesetzternr", "vorgesetztennr", "personalnummervorgesetzter", "leiter", "leiterid", "fuhrungskraft"),),
    (("fuhrungskraftid", "chef", "chefid", "responsable", "idresponsable", "responsableid", "matriculeresponsable"),),
    (("matriculemanager", "idmanager", "superieurhierarchique", "superieur", "idsuperieur", "jefe", "idjefe", "jefeid"),),
    (("jefedirecto", "idjefedirecto", "idsupervisor", "codigojefe", "numerojefe"),),
    (_BOSSES,),
    (("managername", "supervisorname", "linemanagername", "bossname"),),
)


def names_of(parts: Parts) -> tuple[str, ...]:
    """The names that the parts make: in each group one word of every list, joined, the last list turning fastest."""
    return tuple("".join(words) for group in parts for words in product(*group))


ID_NAMES = names_of(ID_PARTS)
"""Names of the column of people's own ids, the surest first, as `simplified` writes them."""

BOSS_NAMES = names_of(BOSS_PARTS)
"""Names of the column of bosses' ids, the surest first, as `simplified` writes them."""


def simplified(name: str) -> str:
    """A column's name without case, accents, spaces, punctuation, and anything in parentheses."""
    bare = re.sub(r"\([^)]*\)", "", name) or name
    letters = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(ch for ch in letters if ch.isalnum())


def guess(header: Sequence[str], known: Iterable[str]) -> int | None:
    """The column whose name stands first among the `known` ones, or None."""
    places = {simplified(name): place for place, name in reversed(list(enumerate(header)))}
    return next((places[name] for name in known if name in places), None)


def likely(header: Sequence[str], known: Iterable[str]) -> str | None:
    """The column whose name is most like one of the `known` ones, or None when none is alike."""
    simple = {simplified(name): name for name in header}
    close = [(near, name) for near in known for name in get_close_matches(near, simple, n=1, cutoff=0.7)]
    best = max(close, key=lambda pair: SequenceMatcher(None, *pair).ratio(), default=None)
    return simple[best[1]] if best else None


def find(header: Sequence[str], wanted: str) -> tuple[int | None, str]:
    """The column a person names, and a fault ("" if none): exactly that name, else the same but for case and marks."""
    for alike in (lambda name: name == wanted.strip(), lambda name: simplified(name) == simplified(wanted)):
        places = [place for place, name in enumerate(header) if alike(name)]
        if len(places) == 1:
            return places[0], ""
        if places:
            return None, f"column {shown(wanted)} stands {len(places)} times in the header"
    match = nearest(wanted, header)
    meant = f"; did you mean {shown(match)}?" if match else ""
    return None, f"no column {shown(wanted)} among {listing(header)}{meant}"
