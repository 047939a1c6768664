"""The verb: one line where the extra is missing or a word is wrong; a page that is served from this machine alone."""

from __future__ import annotations

import socket

import pytest

from orgsim.cli.main import main
from orgsim.cli.verbs import viz as verb
from orgsim.viz import serving

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra were installed."""
    monkeypatch.setattr(verb, "find_spec", lambda name: object())


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(verb, "find_spec", lambda name: None if name.startswith("solara") else object())
    assert main(["viz"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "orgsim: error: viz: needs solara and solara_assets: pip install 'orgsim[mesa-viz]'\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--port=70000"], "--port=70000: must be a whole number from 0 to 65535"),
        (["--prot=1"], "did you mean '--port'?"),
        (["seed=-1"], "seed=-1: must be"),
        (["compare=[early_shift]"], "leave compare out"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_bad_words_cost_one_line(words: list[str], line: str, capsys: Captured) -> None:
    assert main(["viz", "--no-browser", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert line in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.usefixtures("installed")
def test_it_listens_on_this_computer_alone(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    given: list[tuple[str, str]] = []

    def serve(listener: socket.socket, request: str) -> None:
        given.append((listener.getsockname()[0], request))
        listener.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(serving, "serve", serve)
    assert main(["viz", "seed=5", "--no-browser", "--port", "0"]) == 0
    assert given == [("127.0.0.1", '{"overrides": ["seed=5"], "config_dir": null}')]
    assert capsys.readouterr().out.startswith("orgsim viz: http://127.0.0.1:")


def test_solara_is_told_to_tell_nobody() -> None:
    assert serving.SETTINGS["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] == "False"
    assert serving.SETTINGS["SOLARA_ASSETS_CDN"].startswith("http://127.0.0.1:0/")
