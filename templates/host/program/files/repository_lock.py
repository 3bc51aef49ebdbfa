"""One git at a time works in the bare repository of a site. What a git left there that was killed blocks no later one."""
from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import Iterator

_LOOK_SECONDS = 0.1
# Git's own, which it removes when it ends: without them another git waits for nobody.
_LEFT = ("shallow.lock", "index.lock", "HEAD.lock", "config.lock", "packed-refs.lock")


class Busy(Exception):
    """Another git is still at work there."""


@contextmanager
def held(repository: str, seconds: float) -> Iterator[int]:
    """Waits for the repository up to `seconds`. The descriptor is for the git that is started: the lock goes with the last that has it.

    :raises Busy: the time is over
    """
    descriptor = os.open(repository, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _take(descriptor, time.monotonic() + seconds)
        for name in _LEFT:
            try:
                os.unlink(os.path.join(repository, name))
            except FileNotFoundError:
                pass
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Busy from None
        time.sleep(_LOOK_SECONDS)
