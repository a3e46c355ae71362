"""An editor in a process of its own, who saves and publishes without end until killed."""

import os
import signal
import sys
from collections.abc import Collection
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from geodata.desk import restoring
from geodata.desk.publishing import acts
from geodata.desk.publishing.correcting import give_reason
from geodata.desk.store import drafts
from geodata.desk.store.drafts import Change
from geodata.desk.store.log import Store
from tests.desk.samples import ARTICLE_ID, CLAIM_ID, EDITOR

SAVES_PER_EDITION = 4
LAST_LABEL = "the last label"
RENAMES = frozenset({"os.rename"})
CHANGES = frozenset({"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "sqlite3.connect"})
"""What Python tells its audit hooks before a program changes something on the disk."""


def work(folder: str, address: str | None, seed: int, said: Connection) -> None:
    """Save and publish; say each thing begun, and each thing done once it was acknowledged."""
    store = Store.open(Path(folder), address)
    acts.finish(store)
    for number in count(1):
        said.send(("saving", ""))
        label = f"label {number} of editor {seed}"
        relabel(store, label)
        said.send(("saved", label))
        if number % SAVES_PER_EDITION == 0:
            said.send(("publishing", ""))
            said.send(("published", str(acts.publish(store, ARTICLE_ID, EDITOR))))


def publish_until(folder: str, events: Collection[str], step: int, said: Connection) -> None:
    """Publish once and die by SIGKILL right before the change to the file system ``step`` of ``events``, from 0 on."""
    store = Store.open(Path(folder))
    if acts.last_publication(store).version:
        relabel(store, LAST_LABEL)
    die_before(events, step)
    said.send(("published", str(acts.publish(store, ARTICLE_ID, EDITOR))))


def restore_until(backups: str, folder: str, events: Collection[str], step: int, said: Connection) -> None:
    """Restore into ``folder`` and die likewise."""
    die_before(events, step)
    list(restoring.restore(Path(folder), Path(backups), EDITOR))
    said.close()


def die_before(events: Collection[str], step: int) -> None:
    """Let this process die by SIGKILL right before the change ``step`` of ``events``, from 0 on."""
    steps = count()

    def die(event: str, arguments: tuple[Any, ...]) -> None:
        reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in events and not reads and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(die)


def relabel(store: Store, label: str) -> None:
    """Save another label for the claim, with a reason for readers, as one act."""
    draft = drafts.read(store, ARTICLE_ID)
    claim = draft.claims[CLAIM_ID]
    changed = claim.content.model_copy(update={"label": label})
    changes = [Change(changed, claim.version), give_reason(draft, CLAIM_ID, f"Because of {label}.")]
    drafts.save(store, ARTICLE_ID, changes, EDITOR)
