"""The tools stop early and say what to do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import record as figures
from tests.source import ROOT
from tools import environment, machine, phases


def test_a_machine_without_a_browser_is_told_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"a Chromium browser.*letters for Burmese.*apt-get install chromium"):
        machine.main()


def test_root_installs_what_is_missing_and_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = [["a Chromium browser"], []]
    installed: list[bool] = []
    monkeypatch.setattr(machine, "what_is_missing", lambda: missing.pop(0))
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(machine, "install", lambda: installed.append(True))
    machine.main()
    assert installed == [True]


def test_an_unknown_phase_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="Name one or more of: environment, machine"):
        phases.main(["everything"])


def test_a_phase_that_fails_stops_the_others(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(phases.PHASES, "lint", [sys.executable, "-c", "raise SystemExit(1)"])
    monkeypatch.setitem(phases.PHASES, "types", [sys.executable, "-c", "print('beside it')"])
    monkeypatch.setitem(phases.PHASES, "tests", [sys.executable, "-c", "print('reached')"])
    with pytest.raises(SystemExit, match="`lint` failed"):
        phases.main(["lint", "types", "tests"])
    said = capfd.readouterr().out
    assert "beside it" in said and "reached" not in said


def test_what_changes_something_runs_alone_and_in_its_order(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    names = ("words", "types", "lint", "tests")
    for name in names:
        monkeypatch.setitem(phases.PHASES, name, [sys.executable, "-c", f"print('did {name}')"])
    phases.main(list(names))
    first, *between, last = [line for line in capfd.readouterr().out.splitlines() if line.startswith("did")]
    assert (first, sorted(between), last) == ("did words", ["did lint", "did types"], "did tests")


def test_a_changed_pip_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pages = [f'<a href="{environment.PIP_WHEEL}">pip</a>'.encode(), b"something else"]
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "address_opened", lambda address: pages.pop(0))
    with pytest.raises(SystemExit, match="expected hash; nothing was installed"):
        environment.fetched_pip()
    assert list(tmp_path.iterdir()) == []


def test_the_environment_that_is_ready_is_left_alone() -> None:
    done = subprocess.run(
        [sys.executable, "tools/environment.py", "dev"], cwd=ROOT, capture_output=True, text=True, timeout=20
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(figures, "COUNTS", tmp_path / "build" / "counts.json")
    return tmp_path / "results.json"


def test_a_figure_stands_beside_its_target(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures.record("rate", 512.5, "voices/s", 400, "higher", 10, "counted")
    figures.record("weight", 20_000, "bytes", 14_336, "lower", 1, "weighed")
    figures.record("rate", 300, "voices/s", 400, "higher", 10, "counted again")
    assert capsys.readouterr().out.splitlines() == [
        "✓ rate: 512.5 voices/s (target ≥ 400, n = 10)",
        "✗ weight: 20000 bytes (target ≤ 14336, n = 1)",
        "✗ rate: 300 voices/s (target ≥ 400, n = 10)",
    ]
    kept = json.loads(results.read_text())
    assert [figure["id"] for figure in kept] == ["rate", "weight"]
    assert set(kept[0]) == {"id", "value", "unit", "target", "better", "n", "how", "machine", "commit"}


def test_counts_of_several_walks_are_kept_together(results: Path) -> None:
    figures.count("taps", 3)
    figures.count("keys", 9)
    figures.count("taps", 2)
    assert figures.counted() == {"taps": 2, "keys": 9}


def test_the_committed_figures_are_whole() -> None:
    kept = json.loads((ROOT / "benchmarks" / "results.json").read_text())
    assert kept
    assert all(figure["better"] in {"higher", "lower"} and figure["how"] and figure["machine"] for figure in kept)
