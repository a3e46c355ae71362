"""The browser's code: bundles are what their sources build, and the sources pass linter, type check and unit tests."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
STATIC = ROOT / "static"


def npm_run(script: str, *arguments: str, tools: Path = TOOLS) -> subprocess.CompletedProcess[str]:
    """Runs a script of tools/package.json with the packages that tests/run installs."""
    npm = shutil.which("npm")
    assert npm, "npm is missing: tests/run installs it"
    assert (TOOLS / "node_modules").is_dir(), 'the tools are missing: run "npm ci --ignore-scripts" in tools/'
    command = [npm, "run", "--silent", script, "--", *arguments]
    return subprocess.run(command, cwd=tools, capture_output=True, text=True, check=False)


def scripts(static: Path) -> dict[str, bytes]:
    """What is built, by its path: the bundles, and the script that is served with the map."""
    files = (*static.glob("bundles/**/*.*"), *static.glob("map/*.js"))
    return {file.relative_to(static).as_posix(): file.read_bytes() for file in files}


def test_bundles_are_built_from_their_sources_byte_for_byte(tmp_path: Path) -> None:
    built = npm_run("build", str(tmp_path))
    assert built.returncode == 0, built.stderr
    assert scripts(tmp_path) == scripts(STATIC), 'run "npm run build" in tools/'


@pytest.mark.parametrize("script", ["lint", "types", "test"])
def test_the_browsers_code_passes(script: str) -> None:
    result = npm_run(script)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("script", "file", "line"),
    [
        ("lint", "faulty.js", "export const missing = undeclared;"),
        ("lint", "faulty.js", "export const loose = (a, b) => a == b;"),
        ("types", "faulty.js", 'import { isoOf } from "./instrument/calendar.js"; isoOf(2024, 0);'),
        ("types", "map/faulty.js", "export const loose = (item) => item.place;"),
    ],
)
def test_a_fault_in_the_browsers_code_is_refused(script: str, file: str, line: str, tmp_path: Path) -> None:
    copy = tmp_path / "tools"
    shutil.copytree(TOOLS, copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(TOOLS / "node_modules")
    shutil.copytree(ROOT / "static/source", tmp_path / "static/source")
    shutil.copytree(ROOT / "tests/javascript", tmp_path / "tests/javascript")
    assert npm_run(script, tools=copy).returncode == 0
    (tmp_path / "static/source" / file).write_text(line + "\n", encoding="utf-8")
    assert npm_run(script, tools=copy).returncode != 0
