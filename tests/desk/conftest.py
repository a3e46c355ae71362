from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from geodata.desk.store.log import ADDRESS, Store
from tests import postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_store_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running PostgreSQL."""
    with postgresql.running(tmp_path_factory.mktemp("postgresql")) as address:
        yield address


@pytest.fixture
def database(cluster: str) -> str:
    """The address of an empty PostgreSQL database."""
    return postgresql.new_database(cluster, f"desk_{uuid4().hex}")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str | None:
    """Where a store is kept: None for a file in its folder, else the address of an empty PostgreSQL database."""
    return None if request.param == "sqlite" else request.getfixturevalue("database")


@pytest.fixture
def store(tmp_path: Path, address: str | None) -> Iterator[Store]:
    """A new store, once on each database."""
    store = Store.open(tmp_path, address)
    yield store
    store.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """A new store in a file."""
    store = Store.open(tmp_path)
    yield store
    store.close()
