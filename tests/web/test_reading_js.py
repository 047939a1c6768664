"""A page reads HR exports as Python does: the same trees, repairs and messages with the same numbers of rows."""

from __future__ import annotations

import base64
import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from orgsim.errors import OrganizationError
from orgsim.organization.columns import BOSS_NAMES, ID_NAMES, guess, likely, simplified
from orgsim.organization.hris import read_hris
from orgsim.organization.tables import read_table
from orgsim.web.hr_exports import reading
from tests.tools import node

SCRIPT = Path(__file__).parent / "reading.mjs"

FILES: dict[str, str | bytes] = {
    "clean": "Employee ID,Name,Manager ID\n7,Di,3\n3,Al,\n5,Bo,3\n9,Cy,5\n",
    "empty": "",
    "blank lines": "\n \n",
    "header only": "id,boss\n",
    "workbook": b"PK\x03\x04 and so on",
    "old workbook": b"\xd0\xcf\x11\xe0 and so on",
    "pdf": b"%PDF-1.7",
    "nul": b"id,boss\na,\x00\n",
    "unknown encoding": b"id,boss\n\x81,\n",
    "odd utf-16": b"\xff\xfei",
    "windows": "id;boss\nZoë;\nJürgen;Zoë\n".encode("cp1252"),
    "utf-8 with mark": "id,boss\nä,\nb,ä\n".encode("utf-8-sig"),
    "two marks": "\ufeffid,boss\nä,\nb,ä\n".encode("utf-8-sig"),
    "utf-16": "id\tboss\nä\t\nb\tä\n".encode("utf-16"),
    "utf-16 the other way": b"\xfe\xff" + "id|boss\nä|\nb|ä\n".encode("utf-16-be"),
    "no columns": "who,foo\na,b\n",
    "columns nearly": "Emplyee ID,Managr ID,x\na,b\n",
    "other languages": "Mitarbeiter-Nr.;Vorgesetzten-ID (neu)\n1;\n2;1\n",
    "columns twice": "id,ID,boss,Boss\na,x,,y\nb,y,a,x\n",
    "very wide": ",".join(f"c{i}" for i in range(30)) + "\n1\n",
    "odd header": 'na\'me\u200b,"wh""at",\U0001f600\\\u0085x\na,b,c\n',
    "excel says": "sep=;\r\nid,x;boss\r\n1;\r\n2;1\r\n",
    "excel says nothing": "sep=\nid,boss\n1,\n2,1\n",
    "quoted": 'id,boss,"a\nb"\n\n"x, y",,"1 ""2"""\n,,\nb,"x, y",\n',
    "open quote": 'id,boss\na,\n"b,a\nc,a\n',
    "long cell": 'id,boss\na,\n"' + "b" * 140_000,
    "longer cell, closed": f"id,boss\na,{'b' * 131_073}\n",
    "after quote": 'id,boss\na,\n"b"x,a\nc,a\n',
    "quote within": 'id,boss\na"b,\nb,a"b\n',
    "ragged": "id,boss,room\na,,1\nb,a\nc,a,2,more\nd,a,3,,\n,x\n",
    "missing ids": "id,boss\na,\n,a\nb,a\n",
    "no ids at all": "id,boss\n,a\n,b\n",
    "repeated": "id,boss\na,\nb,a\nb,a\nc,a\nc,b\n",
    "root goes first": "id,boss\na,b\nb,a\na,XX\n",
    "unknown boss": "id,boss\na,\nb,a\nc,gone\nd,c\ne,c\n",
    "head outside": "id,boss\nstray,\na,board\nb,a\nc,b\n",
    "circle": "id,boss\na,\nb,d\nc,b\nd,c\ne,a\n",
    "long circle": "id,boss\nh,\n" + "".join(f"c{i},c{(i + 1) % 8}\n" for i in range(8)),
    "no head": "id,boss\na,b\nb,a\nc,d\nd,c\n",
    "several roots": "id,boss\na,\nb,\nc,b\nd,c\ne,a\nf,\n",
    "roots alone, one unknown": "id,boss\na,\nb,zz\nc,b\nd,b\n",
    "names": "id,manager\n1,Ann\n2,Bo\n3,Ann\n",
    "one person": "id,boss\na,\n",
    "decimals": "id,boss\n12,\n13,12.0\n14,13.0\n",
    "none words": "id,boss\na,N/A\nNA,a\nb,NA\nc,Nobody\nd,d\n",
    "spaces": " id , boss \n\x1ca\x85, \xa0\nb,\u3000a\n",
    "odd ids": "id,boss\n"
    + f"{'long ' * 12},\nit's,{'long ' * 12}\n'\"',gone\\\nx\u200by,it's\nx\u200by,\ne\u0301\ud7ff\ue000,\n",
    "everything": "id,boss,x\nh,,1\na,h,1\na,h,1\nb,h,2\nb,a,1\n,h,1\nc,zz,1\nd,,1\ne,h\nf,h,1,2\n",
    "more faults than are shown": "id,boss\nh,\n" + "".join(f"a{i},b{i}\nb{i},a{i}\n" for i in range(25)),
}


def of_python(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    """What Python makes of a file, as the script writes it."""
    path = folder / name
    path.write_bytes(data)
    try:
        table = read_table(name)
        draft = read_hris(name)
    except OrganizationError as error:
        return {"faults": list(error.faults)}
    report = draft.report
    return {
        "delimiter": table.delimiter,
        "encoding": table.encoding,
        "name": draft.name,
        "bosses": draft.boss.tolist(),
        "ids": draft.ids,
        "placed": report.placed,
        "unplaced": report.unplaced,
        "dropped": report.dropped,
        "repairs": report.to_rows(),
    }


def compare(folder: Path, files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Read all files on both sides; returns what came of them."""
    tool = node()
    cases = [{"name": name, "bytes": base64.b64encode(data).decode()} for name, data in files.items()]
    (folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    (folder / "reading.json").write_text(json.dumps(reading()), encoding="utf-8")
    arguments = [str(folder / name) for name in ("reading.json", "cases.json", "results.json")]
    subprocess.run([tool, str(SCRIPT), *arguments], check=True, timeout=120)
    results: list[dict[str, Any]] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    for (name, data), found in zip(files.items(), results, strict=True):
        found.pop("rows", None)
        assert found == of_python(folder, name, data), f"{name}: {data[:300]!r}"
    return results


def test_files_good_and_bad_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {f"{name}.csv": text if isinstance(text, bytes) else text.encode() for name, text in FILES.items()}
    results = dict(zip(FILES, compare(tmp_path, files), strict=True))
    said = json.dumps(results, ensure_ascii=False)
    assert results["clean"]["bosses"] == [1, -1, 1, 2]
    assert results["circle"]["faults"] == ["circle.csv rows 3, 5, 4: a circle of bosses: 'b' → 'd' → 'c' → 'b'"]
    assert results["unknown boss"]["repairs"][0]["problem"] == "'c' reports to 'gone', who is not in the file"
    kinds = {value for key, value in reading()["kinds"].items() if key not in ("BAD_NUMBER", "NO_SENIOR", "UNKNOWN_SENIOR")}
    assert all(kind in said for kind in kinds)
    assert sum("faults" in each for each in results.values()) >= 20


def test_mangled_tables_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    dice = np.random.Generator(np.random.Philox(key=20))
    files = {f"t{number}.csv": mangled(dice) for number in range(400)}
    results = compare(tmp_path, files)
    assert sum("bosses" in each for each in results) > 100
    assert sum("faults" in each for each in results) > 40


def mangled(dice: np.random.Generator) -> bytes:
    """A small table with the faults of real exports, and then some that no program writes."""
    mark = str(dice.choice(list(",;\t|")))
    people = int(dice.integers(0, 14))
    names = [str(dice.choice(["{}", "{}.0", "é{}", "{} x", "'{}"])).format(i) for i in range(people)]
    boss_of = [names[dice.integers(0, max(i, 1))] if i else "" for i in range(people)]
    for i in np.flatnonzero(dice.random(people) < 0.15):
        boss_of[i] = str(dice.choice([*names, "", "-", "none", "gone", "7", " n/a", "NaN", names[i]]))
    for i in np.flatnonzero(dice.random(people) < 0.08):
        names[i] = str(dice.choice([*names, "", "NA", "x"]))
    rows = [
        ["x", str(dice.choice(["id", "Emp No", "Name", "idd"])), str(dice.choice(["boss", "Manager", "Reports-to", "mangr"]))]
    ]
    rows += [["1", *pair] for pair in zip(names, boss_of, strict=True)]
    lines = [mark.join(row) for row in rows]
    for i in np.flatnonzero(dice.random(len(lines)) < 0.05):
        lines[i] = str(dice.choice([lines[i] + mark + "more", lines[i].rsplit(mark, 1)[0], "", mark, f'"{lines[i]}"']))
    text = str(dice.choice(["\n", "\r\n", "\r"])).join(lines)
    if dice.random() < 0.15 and text:
        place = int(dice.integers(0, len(text)))
        text = text[:place] + str(dice.choice(['"', '""', "\n", "\x1c", "\ufeff", mark, "\x81", "sep="])) + text[place:]
    encoding = str(dice.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
    return text.encode(encoding, errors="replace")


def test_names_of_columns_are_told_alike(tmp_path: Path) -> None:
    """Whatever letter stands in a header: what is left of it, and which name it is most like."""
    letters = [chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) != "Cn"]
    headers = [["Dept", "Emplyee ID", "Managr ID"], ["foo"], ["identity", "bossy"], ["Vorgesetzer", "Mitarbeter-Nr", "chief"]]
    script = """
      import { readFileSync } from "node:fs";
      const { simplified, guess, likely, namesOf } = await import(process.argv[1]);
      const { reading, letters, headers } = JSON.parse(readFileSync(process.argv[2], "utf8"));
      const [ids, bosses] = [namesOf(reading.ids), namesOf(reading.bosses)];
      const found = headers.map((each) => [guess(each, ids), guess(each, bosses), likely(each, ids), likely(each, bosses)]);
      console.log(JSON.stringify({ names: [ids, bosses], simple: letters.map(simplified), found }));
    """
    (tmp_path / "given.json").write_text(
        json.dumps({"reading": reading(), "letters": letters, "headers": headers}), encoding="utf-8"
    )
    module = SCRIPT.parents[2] / "orgsim" / "web" / "scripts" / "table" / "columns.js"
    tool = node()
    command = [tool, "--input-type=module", "-e", script, module.as_uri(), str(tmp_path / "given.json")]
    answer = json.loads(subprocess.run(command, check=True, timeout=60, capture_output=True, text=True).stdout)
    assert answer["names"] == [list(ID_NAMES), list(BOSS_NAMES)]
    latin = {each: simplified(each) for each in letters if simplified(each).isascii()}
    assert {each: answer["simple"][letters.index(each)] for each in latin} == latin
    for header, (ids, bosses, near_id, near_boss) in zip(headers, answer["found"], strict=True):
        assert (ids, bosses) == (guess(header, ID_NAMES), guess(header, BOSS_NAMES))
        near = [None if place is None else header[place] for place in (near_id, near_boss)]
        assert near == [likely(header, ID_NAMES), likely(header, BOSS_NAMES)]
