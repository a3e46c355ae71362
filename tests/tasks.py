"""Tasks for the bounded child: well-behaved, greedy, endless and broken ones."""

import os
import time
from collections.abc import Callable
from typing import NoReturn

from geodata.common.errors import QuoteError

Progress = Callable[[float], None]


def doubled(argument: int, progress: Progress) -> int:
    progress(0.5)
    return argument * 2


def talkative(argument: str, _: Progress) -> str:
    print('{"result": "not this"}', flush=True)  # noqa: T201 - what a parser may do
    os.write(1, b'{"result": "nor this"}\n')
    return argument


def refused(argument: str, _: Progress) -> NoReturn:
    raise QuoteError(argument)


def greedy(argument: int, _: Progress) -> int:
    return len(bytearray(argument))


def endless(_: object, progress: Progress) -> NoReturn:
    while True:
        progress(0.1)


def asleep(argument: str, _: Progress) -> NoReturn:
    if argument:
        with open(argument, "w", encoding="utf-8") as file:  # noqa: PTH123 - the shortest way to leave a trace
            file.write(str(os.getpid()))
    while True:
        time.sleep(60)


def crashing(_: object, __: Progress) -> NoReturn:
    os.abort()


def broken(_: object, __: Progress) -> NoReturn:
    raise ZeroDivisionError


def unspeakable(_: object, __: Progress) -> object:
    return {1, 2}
