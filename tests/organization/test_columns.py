from __future__ import annotations

import pytest

from orgsim.organization.columns import BOSS_NAMES, ID_NAMES, find, guess, likely, simplified


@pytest.mark.parametrize(
    ("ids", "boss"),
    [
        ("id", "boss"),
        ("person_id", "boss_id"),
        ("employee_id", "manager_id"),
        ("Employee ID", "Line Manager ID"),
        ("emp_no", "reports_to"),
        ("Staff Number", "Manager Employee Number"),
        ("EmployeeNumber", "Supervisor ID"),
        ("post", "Reports To Post"),
        ("Position ID", "Reports-To Position ID"),
        ("Worker", "Manager"),
        ("Personalnummer", "Vorgesetzter"),
        ("Mitarbeiter-Nr.", "Vorgesetzten-ID"),
        ("Matricule", "Matricule responsable"),
        ("Numéro employé", "Supérieur hiérarchique"),
        ("ID Empleado", "ID Jefe"),
        ("Número empleado", "Jefe directo"),
        ("Post Unique Reference", "Reports to Senior Post"),
        ("Employee ID (global)", "MANAGER  ID"),
        ("Name", "Manager Name"),
    ],
)
def test_common_names_are_recognised(ids: str, boss: str) -> None:
    header = ["Department", boss, "Start date", ids, "Grade"]
    assert (guess(header, ID_NAMES), guess(header, BOSS_NAMES)) == (3, 1)


def test_ids_go_before_names() -> None:
    header = ["Name", "Manager", "Employee ID", "Manager ID", "Email"]
    assert (guess(header, ID_NAMES), guess(header, BOSS_NAMES)) == (2, 3)


def test_no_name_stands_for_both() -> None:
    assert set(ID_NAMES) & set(BOSS_NAMES) == set()
    assert all(simplified(name) == name for name in (*ID_NAMES, *BOSS_NAMES))


def test_a_named_column_is_found_exactly_or_but_for_marks() -> None:
    assert find(["Emp No", "emp no"], "emp no") == (1, "")
    assert find(["Emp No", "Boss"], "emp_no") == (0, "")


def test_the_nearest_column_is_offered() -> None:
    assert likely(["Dept", "Emplyee ID", "Managr ID"], BOSS_NAMES) == "Managr ID"
    assert likely(["foo", "bar"], ID_NAMES) is None
