"""A real PostgreSQL from Debian's packages, started in a folder of its own and stopped after."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

OWNER = "postgres"
# It sorts words as a language does, which no answer may depend on.
LANGUAGE = ("--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8")
START_SECONDS = 60
STOP_SECONDS = 30


def programs() -> Path:
    """Return the folder of the server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("These tests need Debian's package postgresql: install it, or start tests/run, which does.")
    return found[-1].parent


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Yield the address of an empty database in a new cluster below ``folder``, reached by a Unix socket only."""
    data, sockets = folder / "data", folder / "sockets"
    sockets.mkdir(parents=True)
    # Ends with the tests however they end: by the signal below if they are killed.
    as_owner = ["setpriv", "--pdeathsig=INT"]
    if os.geteuid() == 0:
        # The server refuses to run as root, and its owner must be able to reach its folder.
        as_owner += [f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups"]
        for path in (folder, sockets):
            shutil.chown(path, OWNER)
        for parent in [parent for parent in folder.parents if not parent.stat().st_mode & 0o001]:
            parent.chmod(parent.stat().st_mode | 0o001)
    initdb = [*as_owner, str(programs() / "initdb"), f"--pgdata={data}", f"--username={OWNER}", "--no-sync"]
    subprocess.run([*initdb, "--auth=trust", *LANGUAGE], check=True, capture_output=True)
    settings = ["fsync=off", "listen_addresses=", f"unix_socket_directories={sockets}"]
    command = [*as_owner, str(programs() / "postgres"), "-D", str(data)]
    command += [word for setting in settings for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_ready(sockets, server, folder / "log")
        yield f"postgresql+psycopg://{OWNER}@/postgres?host={sockets}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(STOP_SECONDS)


def _wait_until_ready(sockets: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    question = [str(programs() / "pg_isready"), "--quiet", f"--host={sockets}"]
    while server.poll() is None and time.monotonic() < deadline:
        if subprocess.run(question, check=False).returncode == 0:
            return
        time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}")


def new_database(address: str, name: str) -> str:
    """Make a database in the cluster and return its address."""
    sockets = address.rpartition("=")[2]
    subprocess.run([str(programs() / "createdb"), f"--host={sockets}", f"--username={OWNER}", name], check=True)
    return address.replace("/postgres?", f"/{name}?")
