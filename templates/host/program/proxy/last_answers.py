"""Lets connections end before nginx is reloaded: nginx before 1.27.4 closes idle ones with the worker that the reload ends, and a request
that is on its way at that moment is lost.
"""
from __future__ import annotations

import os
import time
from types import TracebackType
from typing import Callable, Optional, Type

from command.clock import Clock
from command.command import Commands
from command.root import as_root
from native import places
from proxy.nginx import Workers

# Longer than `keepalive_timeout` of our sites (src/proxy/dialect.ts): who asks again by then has been told that the answer is the last one.
_MOST_SECONDS = 21.0
_WORKER_SECONDS = 10.0
_PAUSE_SECONDS = 0.2
_TOUCH_SECONDS = 20.0
# Longer than one of them takes.
_LEFT_SECONDS = 120.0


class LastAnswers:
    """While it is entered each answer of our sites is the last one of its connection. It is entered when those are gone that were told
    something else, and is left when the workers of before take no more requests. `connections` are those of visitors.
    """

    def __init__(self, commands: Commands, workers: Callable[[], Workers], connections: Callable[[], int], clock: Clock) -> None:
        self._commands = commands
        self._workers = workers
        self._connections = connections
        self._clock = clock

    def __enter__(self) -> None:
        self._before = self._workers()
        self._commands.run(as_root(["touch", places.RELOADING]), _TOUCH_SECONDS)
        self._has_visitors = self._connections() > 0
        self._wait(_MOST_SECONDS, lambda: self._connections() == 0)

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        if self._has_visitors and kind is None:
            self._wait(_WORKER_SECONDS, lambda: not self._before & self._workers())
        _remove(self._commands)

    def _wait(self, seconds: float, is_over: Callable[[], bool]) -> None:
        until = self._clock.now() + seconds
        while not is_over() and self._clock.now() < until:
            self._clock.sleep(_PAUSE_SECONDS)


def end_left(commands: Commands) -> None:
    """Removes what a reload left that was killed: with it each connection would end with its first answer, until the host starts anew."""
    try:
        age = time.time() - os.stat(places.RELOADING).st_mtime
    except OSError:
        return
    if age > _LEFT_SECONDS:
        _remove(commands)


def _remove(commands: Commands) -> None:
    commands.run(as_root(["rm", "-f", places.RELOADING]), _TOUCH_SECONDS)
