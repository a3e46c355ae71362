"""An editor's process may be killed at any moment: what was acknowledged is there, and never half an edition.

Twenty moments by default; two hundred, and every change to the disk by a publication, with ``pytest -m long``.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from signal import SIGKILL
from time import sleep

import pytest

from geodata.desk import restoring
from geodata.desk.publishing import acts
from geodata.desk.store.log import Store
from geodata.edition import published as editions
from geodata.edition.loading import load
from tests.desk import killed_editor
from tests.desk.samples import ARTICLE_ID, CLAIM_ID, EDITOR, contents, ready

# About how long each takes where nothing else runs: the moments are spread over that, whatever the machine's load.
SECONDS = {"saving": 0.006, "publishing": 0.15}
PATIENCE_SECONDS = 60
FIRST = editions.shipped().number + 1
# So many there are while an edition is published; of changes, some fewer.
RENAMES, CHANGES = 4, 60


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes that start fast, as one of them has imported everything before."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.desk.killed_editor"])
    return context


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """The folder of a store with one draft that is published."""
    store = Store.open(tmp_path)
    acts.publish(store, ready(store).id, EDITOR)
    store.close()
    return tmp_path


def started(
    processes: ForkServerContext, target: Callable[..., None], *arguments: object
) -> tuple[ForkServerProcess, Connection]:
    hears, says = processes.Pipe(duplex=False)
    process = processes.Process(target=target, args=(*arguments, says))
    process.start()
    says.close()
    return process, hears


def heard(hears: Connection) -> Iterator[tuple[str, str]]:
    """Yield what a process said before it ended."""
    try:
        while True:
            yield hears.recv()
    except EOFError:
        hears.close()


def heard_until(hears: Connection, phase: str, times: int) -> Iterator[tuple[str, str]]:
    """Yield what a process says until it has begun this phase so many times."""
    while times:
        assert hears.poll(PATIENCE_SECONDS)
        said: tuple[str, str] = hears.recv()
        times -= said[0] == phase
        yield said


def check(folder: Path, address: str | None, saved: list[str], published: list[int]) -> None:
    """Check the store and the editions as the next start would find them, and that all acknowledged is there."""
    assert load(editions.current(folder).path)
    store = Store.open(folder, address)
    labels = {revision.content["label"] for revision in store.history(kind="claim", key=CLAIM_ID)}
    assert labels >= set(saved)
    acts.finish(store)
    current = editions.current(folder)
    assert load(current.path).number == current.number >= max(published)
    assert acts.last_publication(store).number == current.number
    assert {editions.whole(folder, number).number for number in published} == set(published)
    store.close()


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.long)])
def test_killed_at_any_moment_nothing_acknowledged_is_lost(
    processes: ForkServerContext, prepared: Path, kills: int
) -> None:
    chance = random.Random(kills)  # noqa: S311 - a choice of moments, no secret
    saved: list[str] = []
    published = [FIRST]
    moments: Counter[str] = Counter()
    for seed in range(kills):
        process, hears = started(processes, killed_editor.work, str(prepared), None, seed)
        phase = chance.choice(list(SECONDS))
        said = list(heard_until(hears, phase, times=chance.randint(1, 3) if phase == "saving" else 1))
        sleep(chance.uniform(0, SECONDS[phase]))
        process.kill()
        process.join()
        said += heard(hears)
        saved += [what for event, what in said if event == "saved"]
        published += [int(what) for event, what in said if event == "published"]
        moments[said[-1][0]] += 1
        check(prepared, None, saved, published)
    assert moments["saving"], moments
    assert moments["publishing"], moments
    assert saved


@pytest.mark.parametrize(
    ("events", "step"),
    [
        *((killed_editor.RENAMES, step) for step in range(RENAMES + 1)),
        *(pytest.param(killed_editor.CHANGES, step, marks=pytest.mark.long) for step in range(CHANGES + 1)),
    ],
)
def test_killed_before_any_change_to_the_disk_the_old_or_the_new_edition_is_whole(
    processes: ForkServerContext, prepared: Path, events: frozenset[str], step: int
) -> None:
    process, hears = started(processes, killed_editor.publish_until, str(prepared), events, step)
    process.join(PATIENCE_SECONDS)
    published = tuple(int(what) for _, what in heard(hears))
    assert (process.exitcode, published) in {(0, (FIRST + 1,)), (-SIGKILL, ())}
    if events == killed_editor.RENAMES:
        assert published == ((FIRST + 1,) if step == RENAMES else ())
    check(prepared, None, [killed_editor.LAST_LABEL], [FIRST, *published])
    store = Store.open(prepared)
    killed_editor.relabel(store, "another label")
    assert acts.publish(store, ARTICLE_ID, EDITOR) in {FIRST + 1, FIRST + 2}
    store.close()
    assert list((prepared / "editions").glob(".*")) == []


@pytest.mark.parametrize("step", range(RENAMES + 1))
def test_killed_in_the_first_publication_readers_see_the_shipped_edition_or_the_new_one(
    processes: ForkServerContext, tmp_path: Path, step: int
) -> None:
    store = Store.open(tmp_path)
    ready(store)
    store.close()
    process, hears = started(processes, killed_editor.publish_until, str(tmp_path), killed_editor.RENAMES, step)
    process.join(PATIENCE_SECONDS)
    assert (process.exitcode, list(heard(hears))) == (-SIGKILL, [])
    assert editions.load(editions.newest(tmp_path)).number == (FIRST if step > 2 else FIRST - 1)
    store = Store.open(tmp_path)
    acts.finish(store)
    if not acts.last_publication(store).version:
        acts.publish(store, ARTICLE_ID, EDITOR)
    assert editions.load(editions.newest(tmp_path)).number == FIRST
    store.close()


@pytest.mark.parametrize("step", [*range(4), *(pytest.param(step, marks=pytest.mark.long) for step in range(4, 60))])
def test_killed_while_restoring_the_same_command_ends_what_it_began(
    processes: ForkServerContext, prepared: Path, tmp_path_factory: pytest.TempPathFactory, step: int
) -> None:
    new = tmp_path_factory.mktemp("new")
    events = killed_editor.CHANGES if step >= 4 else killed_editor.RENAMES
    process, hears = started(processes, killed_editor.restore_until, str(prepared), str(new), events, step)
    process.join(PATIENCE_SECONDS)
    assert process.exitcode in {0, -SIGKILL}
    hears.close()
    assert list(restoring.restore(new, prepared, EDITOR))
    assert contents(new / "editions") == contents(prepared / "editions")
    check(new, None, [], [FIRST])
