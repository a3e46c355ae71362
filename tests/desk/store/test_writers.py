"""Editors at once: every save is kept, every conflict is reported, and nothing is overwritten."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from geodata.desk.store.log import Store

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("writers", "saves"), [(3, 30), pytest.param(8, 50, marks=pytest.mark.long)], ids=["three", "eight"]
)
def test_writers_at_once_lose_nothing(tmp_path: Path, address: str | None, writers: int, saves: int) -> None:
    Store.open(tmp_path, address).close()
    command = [sys.executable, "-m", "tests.desk.store.writer", str(tmp_path), address or ""]
    children = [
        subprocess.Popen(
            [*command, f"writer {number}", str(saves)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(writers)
    ]
    for child in children:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    results = [json.loads(child.communicate(timeout=120)[0]) for child in children]
    store = Store.open(tmp_path, address)
    accepted = [revision for revision in store.history("draft") if revision.version]
    lost = [revision for revision in store.history("draft") if not revision.version]
    assert len(accepted) == writers * saves
    assert {revision.content for revision in accepted} == {text for result in results for text in result["saved"]}
    reported = Counter(text for result in results for text in result["conflicts"])
    assert Counter(revision.content for revision in lost) == reported
    assert reported, "the writers never met, so that this shows nothing"
    for record in {revision.record for revision in accepted}:
        versions = [revision for revision in accepted if revision.record == record]
        assert [revision.version for revision in versions] == list(range(1, len(versions) + 1))
        replaced = [revision.replaced for revision in versions]
        assert replaced == [None, *(revision.content for revision in versions[:-1])]
    store.check()
    store.close()
