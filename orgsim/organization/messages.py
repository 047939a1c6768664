"""What readers of organizations' files say, each sentence once: pages in the browser fill in the same templates.

Names in braces are filled in as they are given; `{count:,}` is a number with commas between thousands. Quoted names come from
`wording.shown` on either side.
"""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # the file as a whole
    "about": "{label}: {fault}",
    "not_text": "is {what}",
    "nul": "holds NUL bytes: it is no text, or UTF-16 without a mark (give its encoding)",
    "undecodable": "cannot be read as {encodings}; give its encoding",
    "undecodable_given": "cannot be read as {encodings}; give another encoding",
    "too_large": "is larger than {mebibytes:,} MiB",
    "empty": "is empty",
    "only_header": "has a header and no rows",
    "too_many_rows": "has more than {rows:,} rows",
    # quotes
    "in_row": "{file} row {row}: {fault}",
    "open_quote": "a quote opens here and never closes",
    "long_cell": "a cell has more than {characters:,} characters; does a quote open there and never close?",
    "after_quote": "text follows a closing quote (a quote within quotes is written twice)",
    # columns
    "no_column_known": "no column of {what} is recognised among {header}",
    "set_column": "; set {parameter}",
    "perhaps": ", perhaps to {column}",
    "both_columns": "column {column} cannot hold both ids and bosses",
    "names_not_ids": "no boss in column {bosses}, such as {boss}, is an id in column {ids}",
    # rows and their repairs
    "ragged": "{cells} cells where the header has {columns}",
    "of_person": "{id}: {problem}",
    "missing_cells": "missing cells read as blank",
    "extra_cells": "extra cells left out",
    "no_id": "no id",
    "left_out": "row left out",
    "repeated": "{id} again, as in row {first}",
    "conflict": "{id} again with another boss (boss {boss} here, {other} in row {first})",
    "kept_as_root": "kept as a root; row {first} left out",
    "unknown_boss": "{id} reports to {boss}, who is not in the file",
    "several_roots": "{id} has no boss, and the head is {head} (row {row})",
    "to_head": "reports to the head {head}",
    "made_head": "made the head",
    # beyond repair
    "no_ids": "no row has an id",
    "no_head": "no head, since everyone has a boss",
    "circle": "{file} rows {rows}: a circle of bosses: {circle}",
    "lonely": "one person only: a department has at least one supervisor and one worker",
    # in the browser
    "beyond_page": "{people:,} people; a page takes at most {limit:,}. The command line takes more: {command}",
    "too_large_for_page": "is larger than {mebibytes:,} MiB: too large for a page. The command line takes more: {command}",
    "command": "orgsim organization=hris organization.path={path}",
    # lists
    "more_names": " and {count} more",
    "more_faults": "and {count:,} more",
    "circle_size": "… ({count} people in all)",
    "no_name": "(no name)",
    # what was repaired
    "nothing_repaired": "nothing repaired",
    "repairs": "{repairs:,} repairs ({kinds}); {unplaced:,} unplaced, {dropped:,} dropped",
    "repaired": "{fault}: {repair}",
}


def message(name: str, **values: object) -> str:
    """The sentence of that name with its values filled in."""
    return MESSAGES[name].format(**values)


def about(label: str, name: str, **values: object) -> str:
    """A fault of a whole file, after its label."""
    return message("about", label=label, fault=message(name, **values))
