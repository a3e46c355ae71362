"""What a browser says about itself when it connects, for tests that run a page without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from streamlit.runtime import context
from streamlit.runtime.session_manager import ClientContext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pytest

AT_THE_DESK: Final = (("Host", "localhost:8501"), ("Origin", "http://localhost:8501"))


class Handshake(ClientContext):
    """The headers of a connection and the address it came from."""

    def __init__(self, headers: Iterable[tuple[str, str]], address: str | None) -> None:
        self._headers = list(headers)
        self._address = address

    @property
    def headers(self) -> Iterable[tuple[str, str]]:
        return self._headers

    @property
    def cookies(self) -> Mapping[str, str]:
        return {}

    @property
    def remote_ip(self) -> str | None:
        return self._address


def connect(
    monkeypatch: pytest.MonkeyPatch,
    headers: Iterable[tuple[str, str]] = AT_THE_DESK,
    address: str | None = "127.0.0.1",
) -> None:
    """Lets pages run as if a browser had connected like this; AppTest itself has no connection."""
    handshake = Handshake(headers, address)
    monkeypatch.setattr(context, "_get_client_context", lambda: handshake)
