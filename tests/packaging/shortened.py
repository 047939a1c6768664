"""How printed commands are run in seconds: what placeholders stand for, smaller settings, and the few that stand apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: What is printed as a form, or names a verb in a sentence: a command of that form.
MEANT = {
    "orgsim scenarios [--long]": "orgsim scenarios --long",
    "orgsim parameters [word]": "orgsim parameters trust",
    "orgsim plateau FOLDER": "orgsim plateau results/my_run",
    "orgsim compare FOLDER": "orgsim compare results/my_run",
    "orgsim sweep VERB FOLDER": "orgsim sweep status results/sobol",
    "orgsim sweep status": "orgsim sweep status results/sobol",
    "orgsim sweep check": "orgsim sweep check results/sobol",
    "orgsim sweep check --deep": "orgsim sweep check results/sobol --deep",
    "orgsim sweep merge": "orgsim sweep merge whole shards/1 shards/2 shards/3",
    "orgsim sweep merge WHOLE SHARD …": "orgsim sweep merge whole shards/1 shards/2 shards/3",
    "orgsim sweep convert": "orgsim sweep convert results/sobol --to csv",
    "orgsim sweep rerun": "orgsim sweep rerun results/sobol --point 1 --replication 1",
    "orgsim sensitivity FOLDER": "orgsim sensitivity results/sobol",
    "orgsim discover FOLDER": "orgsim discover results/sobol --where 'final_performance > .65'",
    "orgsim robustness FOLDER": "orgsim robustness results/crossed --outcome final_performance",
    "orgsim robustness": "orgsim robustness results/crossed --outcome final_performance",
    "orgsim surface FOLDER": "orgsim surface results/sobol --x levers.coaching --y context.style.peers",
    'orgsim surface … --where "…"': "orgsim surface results/sobol --x coaching --y peers --where 'final_performance > .65'",
    "orgsim power": "orgsim power --effect .1 --cells 9",
    "orgsim export": "orgsim export output=page.html",
    "orgsim wasm build|check": "orgsim wasm check",
    "orgsim <verb> --help": "orgsim plateau --help",
    "orgsim -m scenario=half_hearted,early_shift organization.managers_per_leader=2,4,6 ...": (
        "orgsim -m scenario=half_hearted,early_shift organization.managers_per_leader=2,4,6"
    ),
}
#: Why a command is not run here; its help is asked for instead.
NOT_HERE = {
    "calibrate": "a search of an hour: tests/calibration runs a small one",
    "wasm build": "compiles for a minute: tests/wasm does it",
    "wasm check": "two thousand runs in two engines: tests/wasm compares fewer",
    "warmup --all": "compiles for minutes",
}
#: What serves until it is stopped: it is asked for its first page.
SERVING = {"app": "the flight simulator", "viz": "Mesa's page"}
FEW = ("replications=4",)
EXPERIMENTS = {
    "population": ("population.units=2", "population.surveys=3", "replications=1"),
    "company": ("replications=2",),
    "phase_diagram": (*FEW, "levers.coaching=range(0,8.01,2)", "context.style.peers=range(0,4.01,1)"),
    "sensitivity": (*FEW, "points=10"),
}
#: Verbs that take long, and what shortens them.
VERBS = {
    "decompose": ("replications=2",),
    "diagnose": FEW,
    "dock": ("--replications", "4"),
    "export": FEW,
    "gallery": ("replications=2",),
    "sweep check": ("--sample", "1"),
    "sweep rerun": ("--point", "1", "--replication", "1"),
    "switching": ("replications=2",),
    "tipping": ("replications=2", "weeks=104"),
    "verify": ("--replications", "1", "--weeks", "20"),
}
#: Most points of a sampled design: enough for what reads it.
MOST = 160


def verb_of(words: Sequence[str]) -> str:
    """The verb of a command, such as `plateau` or `sweep check`; empty for the main job and a sweep."""
    if not words or words[0].startswith(("-", "+")) or "=" in words[0]:
        return ""
    return " ".join(words[:2]) if words[0] in ("sweep", "wasm") else words[0]


def called(words: Sequence[str], table: Mapping[str, str]) -> str | None:
    """The row of a table, such as `wasm build`, whose words a command begins with; none where its help is asked for."""
    if "--help" in words or "--check" in words:
        return None
    return next((each for each in table if list(words[: len(each.split())]) == each.split()), None)


def shortened(words: list[str]) -> list[str]:
    """The same command with fewer replications, points, units or weeks; the department and its years are as printed."""
    verb = verb_of(words)
    repeated = {"scenario=first/config.yaml", "scenario=shown.yaml"}  # as short as what they repeat, to the same bytes
    if {"--help", "--list", "--template", *repeated} & {*words}:
        return words
    if verb == "diagnose" and any("=" not in word for word in words[1:2]) and words[1] != "--output":
        return words  # a folder or a file has its settings in it
    if verb == "validate":
        return replaced(words, EXPERIMENTS["population"]) if "--population" in words else words
    if verb == "sweep check" and "--deep" not in words:
        return words
    if verb:
        return replaced(words, VERBS.get(verb, ()))
    experiment = next((word.partition("=")[2] for word in words if word.startswith("+experiment=")), "")
    points = [f"points={min(int(word[7:]), MOST)}" for word in words if word.startswith("points=") and word[7:].isdigit()]
    companies = ["departments=2"] if any(word.startswith("departments=") for word in words) else []
    few = () if any(re.fullmatch("replications=[2-6]", word) for word in words) else FEW
    return replaced(words, [*EXPERIMENTS.get(experiment, few), *points, *companies])


def replaced(words: list[str], others: Sequence[str]) -> list[str]:
    """Words with others in the place of those that set the same key or option, or else at the end."""
    keys = {word.partition("=")[0] for word in others if "=" in word}
    options = {word for word in others if word.startswith("--")}
    kept, skip = [], False
    for word in words:
        if skip or word in options:
            skip = not skip
        elif word.partition("=")[0] not in keys or "=" not in word:
            kept.append(word)
    return [*kept, *others]
