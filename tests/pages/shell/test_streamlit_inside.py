"""What the product takes from inside Streamlit is still there, one test for each; docs/architecture.md lists it."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest
import streamlit
from streamlit import config, runtime
from streamlit.runtime import context
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunContext, get_script_run_ctx
from streamlit.runtime.session_manager import ClientContext

from tests.conftest import ROOT

DRAWN = [path for ending in ("*.css", "*.js", "*.html") for path in sorted((ROOT / "static").rglob(ending))]
ELEMENT = re.compile(r'data-testid="(\w+)|data-baseweb="(\w+)"')
FRONTEND = "\n".join(
    path.read_text(encoding="utf-8", errors="replace")
    for path in (Path(streamlit.__file__).parent / "static").rglob("*.js")
)


def elements() -> list[str]:
    """The test ids and the like that our style sheets and scripts select by, without what is put together."""
    found = [match for path in DRAWN for match in ELEMENT.findall(path.read_text(encoding="utf-8"))]
    return sorted({name or other for name, other in found})


@pytest.mark.parametrize("element", elements())
def test_the_frontend_still_has_the_element(element: str) -> None:
    assert re.search(rf"[\"'`]{element}\b", FRONTEND), f"no element of Streamlit {streamlit.__version__} has {element}"


def test_elements_are_selected_by() -> None:
    assert {"stText", "stMainBlockContainer", "tag"} <= set(elements())


def test_the_connections_address_is_read_where_streamlit_keeps_it() -> None:
    assert list(inspect.signature(context._get_client_context).parameters) == []  # noqa: SLF001
    assert isinstance(inspect.getattr_static(ClientContext, "remote_ip"), property)


def test_a_session_can_be_asked_whether_it_is_connected() -> None:
    assert list(inspect.signature(Runtime.is_active_session).parameters) == ["self", "session_id"]
    assert list(inspect.signature(runtime.exists).parameters) == []
    assert "session_id" in ScriptRunContext.__dataclass_fields__
    assert get_script_run_ctx(suppress_warning=True) is None


def test_every_option_that_is_set_is_known() -> None:
    options = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    for section, values in options.items():
        for name, value in values.items():
            known = (
                [f"{section}.{name}.{inner}" for inner in value] if isinstance(value, dict) else [f"{section}.{name}"]
            )
            assert set(known) <= set(config.get_config_options()), known


def test_the_page_on_the_architecture_names_each_test_that_holds_something() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", page)
    assert named
    assert [name for name in named if f"def {name}(" not in tests] == []
    files = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert set(re.findall(r"`(test_\w+\.py)`", page)) <= files
