"""`orgsim diagnose`: leadership team or management team, how sure, and where the hours go; for the model or for you."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orgsim.cli.verbs import Parser
from orgsim.config.files import is_file_name
from orgsim.errors import ConfigurationError
from orgsim.writing import saving, write_text

SUMMARY = "leadership team or management team: verdict, probability, time ledger, and what leaders would say"
DESCRIPTION = f"""{SUMMARY}.

The leadership index is the mean of four shares over the last weeks: decisions released (exceptions that never
reach the leadership team), leading time, the strategic share of the leadership meeting, and the horizon
(strategic and leading hours over all hours). Above 50 % the team is a leadership team; the probability is the
share of replications above it. 'What leaders would say' is coloured by their own involvement.

  orgsim diagnose                                         the trap beside a team that leads from the start
  orgsim diagnose scenario=half_hearted replications=500  any scenario, any change, as in the main job
  orgsim diagnose results/my_run                          a finished run (its folder)
  orgsim diagnose --template > team.yaml                  the questionnaire, to be filled in
  orgsim diagnose --ask ours.yaml                         the same, question by question
  orgsim diagnose team.yaml --output plans                your team: index, said against done, and
                                                          plans/from_answers.yaml, the scenario that starts
                                                          from there (orgsim scenario=plans/from_answers.yaml)
"""
DEFAULT = ("scenario=management_trap", "compare=[led_from_the_start]")
ANSWERS, PLAN = "answers.yaml", "from_answers.yaml"
#: People recorded for the ledger: this many replications of small departments, one of large ones.
_RECORDED, _PEOPLE = 8, 1500


def run(arguments: list[str]) -> int:
    """Diagnose what is named: scenarios to simulate, a finished run, or a team's answers."""
    parser = Parser(prog="orgsim diagnose", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", help="overrides key=value, the folder of a finished run, or an answers file")
    parser.add_argument("--ask", action="store_true", help=f"ask the questions and write the answers ({ANSWERS})")
    parser.add_argument("--template", action="store_true", help="print the questionnaire, to be filled in")
    parser.add_argument("--window", type=int, default=13, help="weeks that the diagnosis looks back (13)")
    parser.add_argument("--seed", type=int, default=1, help="dice of the search for a team's start (1)")
    parser.add_argument("--output", type=Path, help="a folder for tables (CSV), the figure (PNG, SVG) or the scenario")
    options = parser.parse_intermixed_args(arguments)
    what: list[str] = options.what
    if options.window < 1:
        parser.error(f"--window={options.window}: must be a whole number of weeks from 1")
    if not 0 <= options.seed < 2**32:
        parser.error(f"--seed={options.seed}: must be a whole number from 0 to {2**32 - 1}")
    if options.template or options.ask:
        if len(what) > 1 or (options.template and what):
            parser.error(f"{'--template' if options.template else '--ask'}: one file at most")
        return print_template() if options.template else ask_team(Path(what[0] if what else ANSWERS), options)
    if len(what) == 1 and is_file_name(what[0]) and "=" not in what[0]:
        return diagnose_team(Path(what[0]), options)
    if len(what) == 1 and "=" not in what[0]:
        from orgsim.study.finished_runs import read_results

        return show(read_results(what[0]), options)
    return show(simulated(what), options)


def print_template() -> int:
    """The empty questionnaire."""
    from orgsim.questionnaire.questions import template

    print(template(), end="")
    return 0


def ask_team(path: Path, options: Any) -> int:
    """Ask every question, keep the answers, and diagnose them; answers that do not go together can be mended in the file."""
    from orgsim.questionnaire.answers import ask
    from orgsim.questionnaire.questions import template

    if path.exists():
        raise ConfigurationError(f"{path}: exists already; name another file, or diagnose it: orgsim diagnose {path}")
    _write(path, template(ask(input, print)))
    print(f"\nAnswers: {path}\n")
    return diagnose_team(path, options)


def diagnose_team(path: Path, options: Any) -> int:
    """The index of a real team, what it says of itself, and the scenario that starts from there."""
    from orgsim.questionnaire.answers import read_answers
    from orgsim.questionnaire.answers_text import answers_text
    from orgsim.questionnaire.assessment import assess
    from orgsim.questionnaire.plan import plan_text
    from orgsim.questionnaire.start import find_start

    answers = read_answers(path)
    assessment = assess(answers)
    start = find_start(answers, assessment, options.seed)
    print(answers_text(answers, assessment, start))
    if options.output is None:
        print("\nWith --output FOLDER the scenario that starts from there is written as a file.")
        return 0
    plan = options.output / PLAN
    _write(plan, plan_text(answers, start, path.name))
    print(f"\nWhat lies ahead: orgsim scenario={plan}")
    return 0


def simulated(overrides: list[str]) -> dict[str, Any]:
    """The scenarios asked for, simulated with people recorded for the ledger."""
    from orgsim.cli.job import header
    from orgsim.config import compose, to_job
    from orgsim.study.progress import progress_bar
    from orgsim.study.run_study import run_study

    job = to_job(compose([*unless_given(overrides), *overrides]))
    study = job.study
    print(header(job) + "\n", flush=True)
    count = min(study.design.replications, max(1, min(_RECORDED, _PEOPLE // len(study.organization))))
    with progress_bar(study.design.replications * len(study.scenarios)) as progress:
        return run_study(study, people=job.people or range(count), progress=progress)


def unless_given(overrides: list[str]) -> list[str]:
    """The default pair where nothing is asked for; a named scenario stands alone, a file says what stands beside it."""
    given = {key: value for key, _, value in (line.partition("=") for line in overrides)}
    if "scenario" not in given:
        return [DEFAULT[0]] if "compare" in given else [*DEFAULT]
    return [] if "compare" in given or is_file_name(given["scenario"]) else ["compare=[]"]


def show(datasets: Mapping[str, Any], options: Any) -> int:
    """Print the diagnosis and the ledger of results, and write them where asked."""
    from orgsim.analysis.diagnose import diagnose, summarise_diagnosis
    from orgsim.analysis.diagnosis_text import diagnosis_text, ledger_text
    from orgsim.analysis.ledger import by_role, ledger, together

    diagnoses = {name: diagnose(dataset, options.window) for name, dataset in datasets.items()}
    summary = summarise_diagnosis(diagnoses)
    last = summary.iloc[0]
    seeds = ", ".join(dict.fromkeys(str(dataset.attrs["seed"]) for dataset in datasets.values()))
    print(f"The {options.window} weeks up to week {last['week']}, {last['replications']:,} replications, seed {seeds}")
    print(diagnosis_text(summary))
    with_people = [dataset for dataset in datasets.values() if "recorded_replication" in dataset.dims]
    table = together(ledger(dataset, options.window) for dataset in with_people) if with_people else None
    if table is None:
        print("\nNo time ledger: a finished run keeps no people; simulate it: orgsim diagnose scenario=<its config.yaml>")
    else:
        recorded = ", ".join(map(str, dict.fromkeys(table["replication"])))
        print(f"\nThe time ledger of replications {recorded}\n{ledger_text(by_role(table))}")
    if options.output is not None:
        written(options.output, summary, table, diagnoses=diagnoses)
    return 0


def written(folder: Path, summary: Any, table: Any, *, diagnoses: Mapping[str, Any]) -> None:
    """Tables and figure into a folder. Raises ConfigurationError when it cannot be written."""
    from orgsim.analysis.ledger import by_role
    from orgsim.figures.diagnosis import diagnosis_figure
    from orgsim.figures.files import save
    from orgsim.spreadsheets import as_csv

    _write(folder / "diagnosis.csv", as_csv(summary))
    if table is not None:
        _write(folder / "ledger.csv", as_csv(table))
    save(diagnosis_figure(diagnoses, None if table is None else by_role(table)), folder, "diagnosis")
    print(f"\nWritten: {folder}")


def _write(path: Path, text: str) -> None:
    with saving(path):
        write_text(path, text)
