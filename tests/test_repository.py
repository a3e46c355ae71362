"""The repository's own promises: commands, dependencies, imports, and nothing of one machine in any file."""

from __future__ import annotations

import ast
import builtins
import collections.abc
import re
import subprocess
import sys
import tomllib
import typing
from collections import Counter
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import geodata

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENT = re.compile(r"(?P<name>[\w-]+)>=(?P<lower>[\d.]+),<(?P<upper>[\d.]+)")
LOCK_LINE = re.compile(r"[\w.-]+==[\w.]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#.*")
ONE_MACHINE = re.compile(
    r"(?<![\w.:/-])/(work|root|home|tmp)/|file:/{2}|pypi\.org|pythonhosted\.org|npmjs\.org|deb\.debian\.org"
)


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def locked(path: str) -> dict[tuple[str, str], frozenset[str]]:
    """The hashes of each locked package, by its name and version."""
    pins = re.finditer(r"^([\w.-]+)==([\w.]+).*((?:\n    --hash=.*)+)", text(path), flags=re.MULTILINE)
    return {(pin[1], pin[2]): frozenset(re.findall(r"sha256:(\w+)", pin[3])) for pin in pins}


def readme_commands() -> list[str]:
    return re.findall(r"^```bash\n(.*?)\n```$", text("README.md"), flags=re.MULTILINE | re.DOTALL)


def requirements() -> list[re.Match[str]]:
    return list(REQUIREMENT.finditer(text("requirements.txt")))


def test_the_readme_says_first_how_to_run_the_dashboard() -> None:
    assert readme_commands()[0].endswith("streamlit run dashboard.py")
    assert (ROOT / "dashboard.py").is_file()


def test_the_readme_says_second_how_to_run_the_tests() -> None:
    assert readme_commands()[1] == "tests/run"
    assert (ROOT / "tests/run").stat().st_mode & 0o111


def test_ci_runs_the_readmes_test_command_and_nothing_else() -> None:
    commands = [line for line in text(".ci/run").splitlines() if not line.startswith(("#", "set ", "cd "))]
    assert commands == [readme_commands()[1]]


def test_every_requirement_has_a_lower_and_an_upper_bound() -> None:
    assert [match.group() for match in requirements()] == text("requirements.txt").splitlines()


def test_every_package_that_the_app_imports_is_a_requirement() -> None:
    files = [ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "geodata").rglob("*.py")]
    imports = "\n".join(file.read_text(encoding="utf-8") for file in files)
    modules = set(re.findall(r"^\s*(?:import|from) (\w+)", imports, flags=re.MULTILINE)) - sys.stdlib_module_names
    packages = {name.lower() for module in modules for name in packages_distributions().get(module, [])}
    assert packages == {requirement["name"].lower() for requirement in requirements()}


def test_every_lower_bound_is_a_version_that_the_tests_run_with() -> None:
    # The lock may hold one version for an older Python and another for a newer one.
    locked = re.findall(r"^([\w.-]+)==([\w.]+)", text("tests/requirements.lock"), flags=re.MULTILINE)
    for requirement in requirements():
        versions = [f"{version}." for name, version in locked if name == requirement["name"].lower().replace("_", "-")]
        assert any(version.startswith(f"{requirement['lower']}.") for version in versions), requirement.group()


def test_the_readme_gives_each_requirement_a_row() -> None:
    rows = "\n".join(line for line in text("README.md").splitlines() if line.startswith("|"))
    for requirement in requirements():
        assert re.search(rf"(?<![\w-]){requirement['name']}(?![\w-])", rows), requirement["name"]


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_every_locked_package_is_pinned_with_a_hash_and_names_no_index(lock: str) -> None:
    strange = [line for line in text(lock).splitlines() if not LOCK_LINE.fullmatch(line)]
    assert strange == []
    assert all(hashes for hashes in locked(lock).values())


def test_the_readmes_first_command_installs_what_was_tested() -> None:
    assert ".venv/bin/pip install --require-hashes -r requirements.lock" in readme_commands()[0].split(" && ")
    tested = locked("tests/requirements.lock")
    assert {pin: hashes for pin, hashes in locked("requirements.lock").items() if tested.get(pin) != hashes} == {}


def test_the_lock_holds_every_requirement_and_all_that_it_needs() -> None:
    pinned = {canonicalize_name(name) for name, _version in locked("requirements.lock")}
    needed = [Requirement(line) for line in text("requirements.txt").splitlines()]
    seen: set[str] = set()
    while needed:
        name = canonicalize_name(needed.pop().name)
        if name not in seen:
            seen.add(name)
            inside = map(Requirement, distribution(name).requires or [])
            needed += [found for found in inside if not found.marker or found.marker.evaluate({"extra": ""})]
    assert seen - pinned == set()


def test_no_file_mentions_a_path_or_a_registry_of_one_machine() -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    found = {
        name: match.group()
        for name in files
        if (ROOT / name).is_file()
        and (match := ONE_MACHINE.search((ROOT / name).read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("importer", "statement"),
    [
        ("geodata/model/events.py", "import streamlit"),
        ("geodata/model/events.py", "from pages.components import event_map"),
        ("geodata/model/events.py", "import folium"),
        ("geodata/model/events.py", "import dashboard"),
        ("pages/claims.py", "import folium"),
        ("pages/claims.py", "from pages import articles"),
        ("pages/components/citation.py", "import streamlit_folium"),
        ("pages/components/citation.py", "from pages.claims import show"),
        ("dashboard.py", "from streamlit_folium import st_folium"),
        ("dashboard.py", "import tests.conftest"),
    ],
)
def test_the_linter_refuses_an_import_that_runs_the_wrong_way(importer: str, statement: str) -> None:
    assert refused(importer, statement)


@pytest.mark.parametrize(
    ("importer", "statement"),
    [
        ("geodata/model/events.py", "from geodata import places"),
        ("geodata/model/events.py", "import geopandas"),
        ("pages/claims.py", "import streamlit"),
        ("pages/claims.py", "from pages.components import citation"),
        ("pages/components/claims/event_map.py", "import folium"),
        ("pages/components/claims/event_map.py", "from streamlit_folium import st_folium"),
        ("pages/components/claims/event_map.py", "from geodata import events"),
        ("dashboard.py", "from pages.components import event_map"),
    ],
)
def test_the_linter_allows_an_import_that_runs_the_right_way(importer: str, statement: str) -> None:
    assert not refused(importer, statement)


def refused(importer: str, statement: str) -> bool:
    command = [sys.executable, "-m", "ruff", "check", "--select=TID25", "--stdin-filename", importer, "-"]
    return subprocess.run(command, cwd=ROOT, input=statement, text=True, check=False).returncode == 1


# Imports between the rooms of the domain run from a later to an earlier one of these.
ROOMS = (
    "common",
    "model",
    "edition",
    "views",
    "gazetteer",
    "presentation",
    "exports",
    "single_file",
    "public",
    "static",
    "datasets",
    "desk",
)
# So many modules are still found at a glance.
MODULES_PER_ROOM = 16


def room(module: str) -> str:
    """Return the room of a module of the domain, nothing for another."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "geodata" else ""


def imported_modules(file: Path) -> set[str]:
    nodes = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    return {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}


def loaded_modules(file: Path) -> set[str]:
    """Return the names that a module imports when it is loaded: not those of a function, nor those for types only."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    nodes = [node for node in body if isinstance(node, ast.ImportFrom)]
    names = {(node.module or "", alias.name) for node in nodes for alias in node.names}
    return {module for module, _name in names} | {f"{module}.{name}" for module, name in names}


def import_graph() -> dict[str, set[str]]:
    """Return for each module of domain and pages the others that it imports."""
    named = {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in python_files()}
    return {module: loaded_modules(file) & named.keys() - {module} for module, file in named.items()}


def circles(graph: dict[str, set[str]]) -> set[str]:
    """Return the names that remain when all that imports nothing of the rest has been taken away again and again."""
    rest = dict(graph)
    while leaves := {name for name, imported in rest.items() if not imported & rest.keys()}:
        rest = {name: imported for name, imported in rest.items() if name not in leaves}
    return set(rest)


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circles({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": set()}) == {"a", "b", "c"}
    assert circles(import_graph()) == set()


def test_folders_of_one_room_import_each_other_one_way() -> None:
    graph = import_graph()
    packages = {
        parts[:depth] for name in graph if (parts := tuple(name.split("."))) for depth in range(1, len(parts) - 1)
    }
    for package in packages:
        size = len(package)
        folders: dict[str, set[str]] = {}
        for module, imported in graph.items():
            if (own := tuple(module.split(".")))[:size] == package and len(own) > size + 1:
                others = {tuple(name.split(".")) for name in imported}
                beside = {other[size] for other in others if other[:size] == package and len(other) > size + 1}
                folders.setdefault(own[size], set()).update(beside - {own[size]})
        assert circles(folders) == set(), package


def test_imports_between_rooms_run_one_way() -> None:
    files = [file for name in ROOMS for file in (ROOT / "geodata" / name).rglob("*.py")]
    order = {name: number for number, name in enumerate(ROOMS)}
    back = {
        f"{file.relative_to(ROOT)} imports {module}"
        for file in files
        for module in imported_modules(file)
        if room(module) and order[room(module)] > order[file.relative_to(ROOT).parts[1]]
    }
    assert back == set()


def test_every_room_of_the_domain_has_its_place_in_the_order() -> None:
    folders = {file.parent.relative_to(ROOT / "geodata").parts[0] for file in (ROOT / "geodata").glob("*/**/*.py")}
    assert folders == set(ROOMS)


def test_no_folder_holds_more_modules_than_are_found_at_a_glance() -> None:
    python = [file for top in ("geodata", "pages", "tests") for file in (ROOT / top).rglob("*.py")]
    files = [*python, *(ROOT / "static/source").rglob("*.js")]
    counts = Counter(file.parent.relative_to(ROOT).as_posix() for file in files)
    assert {folder: count for folder, count in counts.items() if count > MODULES_PER_ROOM} == {}


def test_the_top_level_stays_small() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()
    assert len({name.split("/")[0] for name in files}) <= 19


def test_the_version_is_one_everywhere() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert f"version: {version}" in text("CITATION.cff")
    assert f"## [{version}]" in text("CHANGELOG.md")
    assert geodata.__version__ == version


PAGES = ("README.md", "docs/architecture.md", "docs/contributing.md")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_files_and_folders_that_are_there(page: str) -> None:
    paths = re.findall(r"`((?:geodata|pages|static|tests|tools|docs|\.ci)/[\w./-]*)`", text(page))
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_a_page_names_by_its_end_is_there(page: str) -> None:
    names = re.findall(r"`([\w/-]+\.(?:py|js|css))`", text(page))
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()
    assert [name for name in names if not any(f"/{file}".endswith(f"/{name}") for file in files)] == []


def test_the_architecture_page_names_every_room_of_the_domain() -> None:
    assert {name for name in ROOMS if f"| `geodata/{name}/` |" in text("docs/architecture.md")} == set(ROOMS)


def test_the_contributing_page_names_every_task_of_the_makefile() -> None:
    tasks = re.search(r"^\.PHONY: (.+)$", text("Makefile"), flags=re.MULTILINE)
    assert tasks
    assert [task for task in tasks[1].split() if f"`make {task}`" not in text("docs/contributing.md")] == []


# Modules that may share a name, beside the pages, whose names are addresses.
SAME_MODULE = {"errors": "each room's own errors, below the one base in geodata/common"}


def python_files() -> list[Path]:
    return [file for folder in ("geodata", "pages") for file in (ROOT / folder).rglob("*.py")]


def test_no_module_name_twice() -> None:
    stems = [file.stem for file in python_files() if file.parent != ROOT / "pages" and not file.stem.startswith("__")]
    assert {name for name, count in Counter(stems).items() if count > 1} == set(SAME_MODULE)


def test_no_class_name_twice() -> None:
    modules = [ast.parse(file.read_text(encoding="utf-8")) for file in python_files()]
    names = [node.name for module in modules for node in module.body if isinstance(node, ast.ClassDef)]
    counts = Counter(name for name in names if not name.startswith("_"))
    assert {name for name, count in counts.items() if count > 1} == set()


def test_no_class_takes_the_name_of_a_standard_type() -> None:
    standard = {*vars(builtins), *collections.abc.__all__, *typing.__all__}
    modules = [ast.parse(file.read_text(encoding="utf-8")) for file in python_files()]
    names = {node.name for module in modules for node in ast.walk(module) if isinstance(node, ast.ClassDef)}
    assert names & standard == set()


def widget_keys(folder: str) -> set[str]:
    """The first words of the keys that a page's widgets have, as far as they are written out."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "pages/components" / folder).rglob("*.py"))
    return {key.partition("{")[0] for key in re.findall(r"\bkey=f?\"([^\"]+)\"", text)}


def test_the_keys_of_the_desk_and_of_the_data_sets_are_apart() -> None:
    # A key's state outlives its page, so that a key of both would carry it over.
    assert widget_keys("desk") & widget_keys("datasets") == set()
    assert {key for key in widget_keys("datasets") if key.startswith("desk")} == set()
    assert {key for key in widget_keys("desk") if key.startswith(("set", "import"))} == set()


# So many lines that stand twice to the letter are one idea written twice.
REPEATED_LINES = 6
# Files that may share them: lists of parameters, which say of two functions that they take the same.
SAME_LINES = {
    ("pages/components/desk/review/claim.py",): "what is saved, and the records that it is",
    ("tests/browser/conftest.py",): "how a page is opened, and its type",
}
SOURCES = ("*.py", "*.js", "*.mjs", "*.css", "*.ts", "*.html")
BUILT = ("static/bundles/", "static/map/")


def without_imports(content: str) -> list[str]:
    """Return the lines of a file that hold more than blanks, without its import statements."""
    rest = re.sub(r"^ *(from [\w.]+ import (\([^)]*\)|.+)|import .+)$", "", content, flags=re.MULTILINE)
    return [line.strip() for line in rest.splitlines() if line.strip()]


def test_no_six_lines_stand_twice_to_the_letter() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *SOURCES]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()
    places: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        if (ROOT / name).is_file() and not name.startswith(BUILT) and "/cases/" not in name:
            lines = without_imports(text(name))
            for at in range(len(lines) - REPEATED_LINES + 1):
                places.setdefault(tuple(lines[at : at + REPEATED_LINES]), []).append(name)
    twice = {tuple(sorted(set(files))): lines[0] for lines, files in places.items() if len(files) > 1}
    assert {files: line for files, line in twice.items() if files not in SAME_LINES} == {}
