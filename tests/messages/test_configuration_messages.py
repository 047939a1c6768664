"""Bad configuration input: exactly these lines on stderr, exit code 2, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsim.cli.main import main
from orgsim.config.places import options

Captured = pytest.CaptureFixture[str]
SCENARIOS = ", ".join(options("scenario"))
CONTEXTS = ", ".join(options("context"))
EXPERIMENTS = ", ".join(options("experiment"))
HEAD = "# @package _global_\n"
UNREADABLE = (
    "not readable as key=value; put the whole override in quotes, "
    "and quotes around a value with spaces, commas, brackets or colons"
)

#: Arguments, and the lines that they cost.
ARGUMENTS: list[tuple[list[str], list[str]]] = [
    (["levers.coaching=99"], ["levers.coaching=99: must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=high"], ["levers.coaching='high': must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=true"], ["levers.coaching=true: must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=nan"], ["levers.coaching=nan: must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=inf"], ["levers.coaching=inf: must be a number from -10 to 10 (logit)"]),
    (["levers.coaching='2'"], ["levers.coaching='2': must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=null"], ["levers.coaching=null: must be a number from -10 to 10 (logit)"]),
    (["levers.coaching=[1]"], ["levers.coaching=[1]: must be a number from -10 to 10 (logit)"]),
    (["context.trust.loss_to_gain=0"], ["context.trust.loss_to_gain=0: must be a number from 0.2 to 10 (ratio)"]),
    (["context.trust.patience=1.5"], ["context.trust.patience=1.5: must be a whole number from 1 to 260 (weeks)"]),
    (["start.habit=-0.1"], ["start.habit=-0.1: must be a number from 0 to 1 (share)"]),
    (["levers=3"], ["levers=3: must be a group of keys, such as levers.coaching"]),
    (["levers={coachin:3}"], ["levers.coachin=3: unknown key; did you mean 'levers.coaching'?"]),
    (["shift.week=-1"], ["shift.week=-1: must be a whole number from 0 to 100000 (week)"]),
    (["shift.end=100"], ["shift.end=100: must come after the first week, which is 156 (shift.week), or be null"]),
    (
        ["timing.coaching.end=100"],
        ["timing.coaching.end=100: must come after the first week, which is 156 (timing.coaching.week), or be null"],
    ),
    (
        ["timing.coaching.ramp=1.5"],
        ["timing.coaching.ramp=1.5: must be a whole number from 0 to 100000 (weeks), or null for that of the shift"],
    ),
    (
        ["timing.coaching.week=soon"],
        ["timing.coaching.week='soon': must be a whole number from 0 to 100000 (week), or null for that of the shift"],
    ),
    (["timing.coachin.week=3"], ["timing.coachin.week=3: unknown key; did you mean 'timing.coaching.week'?"]),
    (["shift.ends=3"], ["shift.ends=3: unknown key; did you mean 'shift.end'?"]),
    (
        ["context.improvement.visible_start=0.5"],
        ["context.improvement.visible_start=0.5: must not exceed context.improvement.visible_max, which is 0.32"],
    ),
    (
        ["context.improvement.local_start=0.26", "context.improvement.local_max=0.1"],
        ["context.improvement.local_start=0.26: must not exceed context.improvement.local_max, which is 0.1"],
    ),
    (["replications=0"], ["replications=0: must be a whole number from 1 to 10000000 (runs)"]),
    (["replications=10000001"], ["replications=10000001: must be a whole number from 1 to 10000000 (runs)"]),
    (["replications=2.5"], ["replications=2.5: must be a whole number from 1 to 10000000 (runs)"]),
    (["weeks=0"], ["weeks=0: must be a whole number from 1 to 100000 (weeks)"]),
    (["seed=4294967296"], ["seed=4294967296: must be a whole number from 0 to 4294967295 (32-bit)"]),
    (["seed=-1"], ["seed=-1: must be a whole number from 0 to 4294967295 (32-bit)"]),
    (["unit=x"], ["unit='x': must be a whole number from 0 to 4294967295 (32-bit)"]),
    (["lanes=3"], ["lanes=3: must be one of 1, 2, 4, 8, 16, or null for automatic"]),
    (["threads=0"], ["threads=0: must be a whole number from 1 to 1024 (threads), or null for all"]),
    (["job=companny"], ["job='companny': must be one of study, population, company; did you mean 'company'?"]),
    (["population.units=3", "company.survey=3"], ["company.survey=3: unknown key; did you mean 'company.surveys'?"]),
    (["+experiment=compny"], [f"experiment='compny': must be one of {EXPERIMENTS}; did you mean 'company'?"]),
    (["engine=kernal"], ["engine='kernal': must be one of kernel, mesa; did you mean 'kernel'?"]),
    (["people=[200]"], ["people=[200]: must be a list of replications from 0 to 199, such as [0]"]),
    (["people=all"], ["people='all': must be a list of replications from 0 to 199, such as [0]"]),
    (["output=5"], ["output=5: must be a folder, or null"]),
    (["compare=[half_heartd]"], ["compare=['half_heartd']: 'half_heartd' is not a scenario; did you mean 'half_hearted'?"]),
    (["compare=[new_head,new_head]"], ["compare=['new_head', 'new_head']: 'new_head' is there twice"]),
    (
        ["compare=[lead_after_turnaround]"],
        ["compare=['lead_after_turnaround']: 'lead_after_turnaround' is the scenario asked about; name others"],
    ),
    (["compare=3"], ["compare=3: must be a list of scenarios, such as [management_trap]"]),
    (
        ["compare=new_head,half_hearted"],
        ["compare=new_head,half_hearted: several values need --multirun; a list is written compare=[…,…]"],
    ),
    (["levers.coachin=3"], ["levers.coachin=3: unknown key; did you mean 'levers.coaching'?"]),
    (["lever.coaching=3"], ["lever.coaching=3: unknown key; did you mean 'levers.coaching'?"]),
    (["coaching=3"], ["coaching=3: unknown key; did you mean 'levers.coaching'?"]),
    (["replication=3"], ["replication=3: unknown key; did you mean 'replications'?"]),
    (["xyzzy=1"], ["xyzzy=1: unknown key"]),
    (["+levers.new=1"], ["levers.new=1: unknown key; did you mean 'levers.stretch'?"]),
    (["~levers.coaching"], ["~levers.coaching: a key cannot be removed; give it another value"]),
    (["context.trust.gian=0.1"], ["context.trust.gian=0.1: unknown key; did you mean 'context.trust.gain'?"]),
    (["verfy"], ["unknown word 'verfy'; did you mean 'verify'?"]),
    (["half_hearted"], ["unknown word 'half_hearted'; did you mean 'scenario=half_hearted'?"]),
    (["seed=3", "scenario"], ["scenario: a value is missing; write scenario=value"]),
    (["levers.coaching"], ["levers.coaching: a value is missing; write levers.coaching=value"]),
    (["qqqq"], ["unknown word 'qqqq'; an override is written key=value"]),
    ([""], ["unknown word ''; an override is written key=value"]),
    (
        ["levers=["],
        [f"'levers=[': {UNREADABLE}"],
    ),
    (["levers.coaching=a b"], ["levers.coaching='a b': must be a number from -10 to 10 (logit)"]),
    (["=3"], ["=3: unknown key"]),
    (
        ["scenario.title='a"],
        [f'"scenario.title=\'a": {UNREADABLE}'],
    ),
    (["seed=1,2"], ["seed=1,2: several values need --multirun; a list is written seed=[…,…]"]),
    (["scenario=half_heartd"], [f"scenario='half_heartd': must be one of {SCENARIOS}; did you mean 'half_hearted'?"]),
    (["scenario=null"], [f"scenario=null: must be one of {SCENARIOS}"]),
    (["context=defalt"], [f"context='defalt': must be one of {CONTEXTS}; did you mean 'default'?"]),
    (["organization=hr"], ["organization='hr': must be one of hris, organogram, synthetic; did you mean 'hris'?"]),
    (["organisation=hris"], ["organisation='hris': unknown key; did you mean 'organization'?"]),
    (["organization=hris"], ["organization.path: must be given: a file"]),
    (["organization=hris", "organization.path=nosuch.csv"], ["nosuch.csv: no such file"]),
    (["organization=organogram", "organization.senior=a.csv"], ["organization.junior: must be given: a file"]),
    (
        ["organization=hris", "organization.path=x.csv", "organization.strict=1"],
        ["organization.strict=1: must be true or false"],
    ),
    (
        ["organization.leaders=-1", "organization.spread=2"],
        [
            "organization.leaders=-1: must be a whole number from 0 to 100,000",
            "organization.spread=2: must be a number from 0 up to, but not including, 1",
        ],
    ),
    (["organization.leaders=true"], ["organization.leaders=true: must be a whole number from 0 to 100,000"]),
    (["organization.leaders=2.5"], ["organization.leaders=2.5: must be a whole number from 0 to 100,000"]),
    (
        ["organization.path=x.csv"],
        ["organization.path='x.csv': not a key of organization=synthetic; it belongs to organization=hris"],
    ),
    (["organization.kind=hr"], ["organization.kind='hr': must be one of synthetic, hris, organogram; did you mean 'hris'?"]),
    (["organization.leadrs=3"], ["organization.leadrs=3: unknown key; did you mean 'organization.leaders'?"]),
    (
        ["organization=hris", "organization.leaders=3"],
        [
            "organization.leaders=3: not a key of organization=hris; it belongs to organization=synthetic",
            "organization.path: must be given: a file",
        ],
    ),
    (
        ["organization=hris", "organization.path=x.csv", "organization.leaders=3", "seed=-1"],
        [
            "organization.leaders=3: not a key of organization=hris; it belongs to organization=synthetic",
            "seed=-1: must be a whole number from 0 to 4294967295 (32-bit)",
            "x.csv: no such file",
        ],
    ),
    (["compared=3"], ["compared=3: must be a group of keys, such as compared.<scenario>.levers"]),
    (["--foo"], ["unknown option '--foo'; did you mean '--info'?"]),
    (["--config-dir", "nosuch"], ["--config-dir nosuch: no such folder"]),
    (["--config-path", "x"], ["--config-path: orgsim needs its own folder; add yours with --config-dir"]),
    (["--config-name", "nosuch"], ["Cannot find primary config 'nosuch'. Check that it's in your config search path"]),
    (["hydra.foo=3"], ["Could not override 'hydra.foo'; Key 'foo' not in 'HydraConf'"]),
    (["hydra/launcher=foo"], ["hydra/config.yaml: its defaults name 'hydra/launcher/foo', which does not exist"]),
    (["--cfg", "job", "--info"], ["Only one of --run, --multirun, --cfg, --info and --shell_completion can be specified"]),
    (["--resolve"], ["The --resolve flag can only be used in conjunction with --cfg or --help"]),
    (["parameters", "xyzzy"], ["no parameter matches 'xyzzy'"]),
    (
        ["parameters", "--cvs"],
        ["orgsim parameters: unrecognized arguments: --cvs; did you mean '--csv'?; orgsim parameters --help lists the options"],
    ),
    (["scenarios", "--config-dir", "nosuch"], ["--config-dir nosuch: no such folder"]),
    (
        ["verify", "--weeks", "0"],
        ["orgsim verify: --weeks=0: must be a whole number from 1 to 100000; orgsim verify --help lists the options"],
    ),
    (
        ["verify", "--weeks", "many"],
        ["orgsim verify: argument --weeks: invalid int value: 'many'; orgsim verify --help lists the options"],
    ),
    (["scenario=nosuch.yaml"], ["scenario=nosuch.yaml: no such file"]),
    (["output=file.txt"], ["output=file.txt: cannot write there: File exists"]),
]

#: A scenario's file in the user's folder: its name, its text, and the lines that running it costs.
FILES: list[tuple[str, str, list[str]]] = [
    (
        "syntax",
        HEAD + "levers: {coaching: 3\nshift: {week: 3}\n",
        ["m/scenario/syntax.yaml, line 3, column 6: expected ',' or '}', but got ':'"],
    ),
    (
        "tab",
        HEAD + "levers:\n\tcoaching: 3\n",
        ["m/scenario/tab.yaml, line 3, column 1: found character '\\t' that cannot start any token"],
    ),
    (
        "twice",
        HEAD + "levers: {coaching: 3}\nlevers: {stretch: 0.1}\n",
        ["m/scenario/twice.yaml, line 3, column 1: found duplicate key levers"],
    ),
    ("list", HEAD + "- a\n- b\n", ["scenario/list.yaml: not usable; Cannot merge DictConfig with ListConfig"]),
    (
        "nopackage",
        "levers: {coaching: 3}\n",
        ["scenario.levers.coaching=3: unknown key; a scenario's file must begin with the line '# @package _global_'"],
    ),
    (
        "unknownkey",
        HEAD + "levers: {coachin: 3}\nshfit: {week: 3}\n",
        [
            "shfit.week=3: unknown key; did you mean 'shift.week'?",
            "levers.coachin=3: unknown key; did you mean 'levers.coaching'?",
        ],
    ),
    (
        "values",
        HEAD + "levers: {coaching: lots}\nstart: {habit: 85%}\n",
        [
            "start.habit='85%': must be a number from 0 to 1 (share)",
            "levers.coaching='lots': must be a number from -10 to 10 (logit)",
        ],
    ),
    (
        "badparent",
        HEAD + "defaults: [half_heartd, _self_]\n",
        [
            "scenario/badparent.yaml: its defaults name 'scenario/half_heartd', which does not exist; "
            "did you mean 'half_hearted'?"
        ],
    ),
    (
        "itself",
        HEAD + "defaults: [itself, _self_]\n",
        ["the configuration refers to itself without end; look at the 'defaults' of your files"],
    ),
    (
        "interp",
        HEAD + "levers: {coaching: '${levers.coachin}'}\n",
        ["levers.coaching: Interpolation key 'levers.coachin' not found"],
    ),
    (
        "wrongname",
        HEAD + "scenario: {name: management_trap}\n",
        ["scenario.name='management_trap': two scenarios have this name"],
    ),
    ("nametype", HEAD + "scenario: {name: 3}\n", ["scenario.name=3: must be text"]),
    (
        "dates",
        HEAD + "shift: {week: 2024-01-01}\n",
        ["shift.week='2024-01-01': must be a whole number from 0 to 100000 (week)"],
    ),
    ("scalar", HEAD + "hello\n", ["hello=null: unknown key"]),
    (
        "othergroup",
        HEAD + "defaults: [{override /context: defalt}, _self_]\n",
        ["config.yaml: its defaults name 'context/defalt', which does not exist; did you mean 'default'?"],
    ),
    (
        "comparedbad",
        HEAD + "compared: {other: 3}\ncompare: [other]\n",
        [
            "compared.other=3: must be a group of keys, such as compared.<scenario>.levers",
            "compare=['other']: 'other' is not a scenario; orgsim scenarios lists them",
        ],
    ),
    (
        "compared2",
        HEAD + "compared: {other: {levers: {coaching: 99}}}\ncompare: [other]\n",
        ["other: levers.coaching=99: must be a number from -10 to 10 (logit)"],
    ),
    ("numkey", HEAD + "levers: {1: 2}\n", ["levers.1=2: unknown key; did you mean 'levers.stretch'?"]),
]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a faulty configuration must not run")

    monkeypatch.setattr("orgsim.study.run_study.run_records", never)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m" / "scenario").mkdir(parents=True)
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")


def check(arguments: list[str], lines: list[str], capsys: Captured) -> None:
    code = main(arguments)
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [f"orgsim: error: {line}" for line in lines]
    assert captured.out == ""
    assert code == 2


@pytest.mark.parametrize(("arguments", "lines"), ARGUMENTS, ids=lambda value: " ".join(value)[:60])
def test_arguments(arguments: list[str], lines: list[str], capsys: Captured) -> None:
    check(arguments, lines, capsys)


@pytest.mark.parametrize(("name", "text", "lines"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_in_ones_own_folder(name: str, text: str, lines: list[str], capsys: Captured) -> None:
    Path("m", "scenario", f"{name}.yaml").write_text(text, encoding="utf-8")
    check(["--config-dir", "m", f"scenario={name}"], lines, capsys)


@pytest.mark.parametrize("arguments", [["--config-dir", "m", "scenario=latin"], ["scenario=m/scenario/latin.yaml"]], ids=str)
def test_a_file_that_is_not_in_utf_8(arguments: list[str], capsys: Captured) -> None:
    Path("m", "scenario", "latin.yaml").write_bytes(f"{HEAD}scenario: {{title: Zürich}}\n".encode("latin-1"))
    check(arguments, ["m/scenario/latin.yaml, line 2: not in UTF-8; save the file in that encoding"], capsys)


def test_a_file_by_its_path_that_is_no_set_of_keys(capsys: Captured) -> None:
    Path("plan.yaml").write_text("- a\n", encoding="utf-8")
    check(["scenario=plan.yaml"], ["plan.yaml: a scenario's file holds keys such as 'levers:' and 'shift:'"], capsys)


def test_a_file_with_the_name_of_a_shipped_scenario(capsys: Captured) -> None:
    Path("m", "scenario", "half_hearted.yaml").write_text(HEAD, encoding="utf-8")
    line = "m/scenario/half_hearted.yaml: orgsim has a scenario of this name; give your file another"
    check(["--config-dir", "m", "scenario=half_hearted"], [line], capsys)


def test_a_broken_file_of_a_compared_scenario(capsys: Captured) -> None:
    Path("m", "scenario", "mine.yaml").write_text(f"{HEAD}levers: {{coaching: 99, stretch: 2}}\n", encoding="utf-8")
    lines = [
        "mine: levers.coaching=99: must be a number from -10 to 10 (logit)",
        "mine: levers.stretch=2: must be a number from 0 to 0.1 (1/week)",
    ]
    check(["--config-dir", "m", "compare=[mine]"], lines, capsys)


@pytest.mark.parametrize("arguments", [["--cfg", "jobs"], ["parameters", "--kind", "levers"]], ids=str)
def test_a_choice_that_an_option_does_not_have(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()  # argparse words it, differently from version to version
    assert line.startswith("orgsim: error: ")
    assert f"invalid choice: '{arguments[-1]}'" in line


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["departments=0"], "departments=0: must be a whole number from 1 to 1000000 (departments)"),
        (["departments=3", "people=[0]"], "departments=3: must be 1 with people, which only a single department has"),
        (["departments=3", "+experiment=company"], "departments=3: must be 1 with job=company, which has its own"),
        (
            ["departments=30", "unit=4294967290"],
            "unit=4294967290: must be at most 4294967266, so that 30 departments have 32-bit numbers",
        ),
    ],
    ids=str,
)
def test_companies_that_cannot_be(arguments: list[str], line: str, capsys: Captured) -> None:
    check(arguments, [line], capsys)


def test_every_fault_at_once(capsys: Captured) -> None:
    arguments = [
        *("levers.coachin=3", "context=defalt", "verfy", "seed=-1", "levers.stretch=1", "start.habit=high", "shift.end=9"),
        *("compare=[half_heartd]", "organization.leaders=-1", "engine=kernal", "lanes=5"),
    ]
    lines = [
        "levers.coachin=3: unknown key; did you mean 'levers.coaching'?",
        f"context='defalt': must be one of {CONTEXTS}; did you mean 'default'?",
        "unknown word 'verfy'; did you mean 'verify'?",
        "seed=-1: must be a whole number from 0 to 4294967295 (32-bit)",
        "engine='kernal': must be one of kernel, mesa; did you mean 'kernel'?",
        "lanes=5: must be one of 1, 2, 4, 8, 16, or null for automatic",
        "compare=['half_heartd']: 'half_heartd' is not a scenario; did you mean 'half_hearted'?",
        "start.habit='high': must be a number from 0 to 1 (share)",
        "levers.stretch=1: must be a number from 0 to 0.1 (1/week)",
        "shift.end=9: must come after the first week, which is 156 (shift.week), or be null",
        "organization.leaders=-1: must be a whole number from 0 to 100,000",
    ]
    check(arguments, lines, capsys)
