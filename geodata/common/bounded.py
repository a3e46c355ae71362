"""Untrusted files are read in a child process with bounds on memory and time; its answer is JSON, and only looked at.

Parsers hang or grow on small inputs, and a limit inside one process stops all of it. The child ends with its bounds,
with the reader who cancels, and with the parent.
"""

import importlib
import json
import math
import os
import resource
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import IO, Any, Final

from geodata.common import errors
from geodata.common.language import marked

Progress = Callable[[float], None]
Task = Callable[[Any, Progress], Any]

_ROOT: Final = Path(__file__).parents[2]
# What these libraries reserve in advance counts as memory, though they hardly use it; numpy's linear algebra takes
# 40 MB of address space for each processor.
_FRUGAL: Final = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
_MAX_ANSWER_BYTES: Final = 64_000_000
_CHUNK_BYTES: Final = 65_536
_PATIENCE_SECONDS: Final = 0.1
_ENDED_BY: Final = {
    signal.SIGXCPU: errors.Message(marked("it takes too much computing time to read")),
    signal.SIGALRM: errors.Message(marked("it takes too long to read")),
    signal.SIGXFSZ: errors.Message(marked("reading it writes more than is allowed")),
}


@dataclass(frozen=True)
class Bounds:
    """What a child may use; None is no bound. ``memory_bytes`` is address space, ``wall_seconds`` time on the clock."""

    memory_bytes: int | None = 1_000_000_000
    cpu_seconds: int | None = 20
    wall_seconds: int | None = 30


class Cancelled(errors.AsReportedError):
    """Somebody asked for the work to stop, and it did."""


def run(
    task: str,
    argument: object,
    *,
    bounds: Bounds | None = None,
    on_progress: Progress = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Any:  # noqa: ANN401 - JSON is any; the caller checks it next
    """Return the JSON that ``task`` ("package.module:function") makes of the JSON ``argument`` in a child process.

    The function takes the argument and a callable for its progress from 0 to 1. An AsReportedError it raises is raised
    here with the same sentence. Anything else (a bound reached, a crash, an answer that is no JSON) is a
    DataFileError. ``on_progress`` is called here, and ends the child if it raises.
    """
    command = [sys.executable, "-m", "geodata.common.bounded", task, json.dumps(vars(bounds or Bounds()))]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        cwd=_ROOT,
        env=os.environ | _FRUGAL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert child.stdin  # noqa: S101 - for the type checker: it was asked for
        assert child.stdout  # noqa: S101 - the same
        _hand_over(json.dumps(argument).encode(), child.stdin)
        for line in _lines(child.stdout, is_cancelled):
            answer = _message(line)
            if "progress" in answer:
                on_progress(min(max(float(answer["progress"]), 0.0), 1.0))
            elif "error" in answer:
                raise _error(answer)
            else:
                return answer["result"]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise errors.DataFileError(
            marked("the file could not be read: its reader gave no usable answer; check the file and try again")
        ) from error
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
    raise _ended(child.returncode)


def _ended(code: int) -> errors.DataFileError:
    reason = _ENDED_BY.get(signal.Signals(-code)) if code < 0 else None
    return errors.DataFileError(
        marked("the file cannot be read: {reason}; check that it is whole, or divide it"),
        reason=reason or errors.Message(marked("reading it failed")),
    )


def _hand_over(argument: bytes, pipe: IO[bytes]) -> None:
    try:
        pipe.write(argument)
        pipe.close()
    except BrokenPipeError:
        pass  # the child has ended, and its end says why


def _lines(pipe: IO[bytes], is_cancelled: Callable[[], bool]) -> Iterator[bytes]:
    """Yield the child's lines as they come, until it ends; raise Cancelled when asked to stop."""
    rest = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if is_cancelled():
                raise Cancelled(marked("reading the file was cancelled, and nothing was kept"))
            if not selector.select(_PATIENCE_SECONDS):
                continue
            chunk = os.read(pipe.fileno(), _CHUNK_BYTES)
            if not chunk:
                return
            rest += chunk
            if len(rest) > _MAX_ANSWER_BYTES:
                message = "too long an answer"
                raise ValueError(message)
            if b"\n" in chunk:
                *whole, last = rest.split(b"\n")
                rest = bytearray(last)
                yield from map(bytes, whole)


def _message(line: bytes) -> dict[str, Any]:
    answer = json.loads(line)
    if not isinstance(answer, dict) or not answer:
        message = "not a message"
        raise TypeError(message)
    return answer


def _error(answer: dict[str, Any]) -> errors.AsReportedError:
    kind = getattr(errors, str(answer["error"]), errors.DataFileError)
    message = errors.Message.from_json(answer["message"])
    return kind(message.text, **message.values)


def _child(task: str, bounds: Bounds) -> None:
    """Do the task on the argument in standard input, and write progress and answer to what was standard output."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as out:
        # A parser that prints must not speak in our place.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _limit(bounds)
        argument = json.loads(sys.stdin.buffer.read())

        def say(**answer: object) -> None:
            out.write(json.dumps(answer) + "\n")
            out.flush()

        reported = -math.inf

        def progress(fraction: float) -> None:
            nonlocal reported
            if time.monotonic() - reported >= _PATIENCE_SECONDS:
                reported = time.monotonic()
                say(progress=fraction)

        sys.meta_path.insert(0, _WithoutPandas())
        module, _, name = task.partition(":")
        try:
            function: Task = getattr(importlib.import_module(module), name)
            say(result=function(argument, progress))
        except errors.AsReportedError as error:
            say(error=type(error).__name__, message=error.message.as_json())
        except MemoryError:
            greedy = errors.Message(marked("the file cannot be read: it takes too much memory; divide it"))
            say(error="DataFileError", message=greedy.as_json())


class _WithoutPandas(MetaPathFinder):
    """Hides pandas, which pyarrow imports wherever it is, for values that no task has: 0.2 s of each child."""

    def find_spec(self, fullname: str, *_where: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def _limit(bounds: Bounds) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if bounds.memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory_bytes, bounds.memory_bytes))
    if bounds.cpu_seconds is not None:
        # The soft limit ends the child by a signal that says so; the hard one is for a child that ignores it.
        resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu_seconds, bounds.cpu_seconds + 1))
    if bounds.wall_seconds is not None:
        signal.alarm(bounds.wall_seconds)


if __name__ == "__main__":
    _child(sys.argv[1], Bounds(**json.loads(sys.argv[2])))
