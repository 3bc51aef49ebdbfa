"""The log of the renewals, `renew.log` of the site; for its owner alone."""
from __future__ import annotations

import os
import time

from supervisor.times import iso

_MOST_BYTES = 1024 * 1024


class Log:
    def __init__(self, root: str) -> None:
        self._path = os.path.join(root, "renew.log")

    def open(self) -> None:
        """From now on all that is printed goes there, by this program and by those that it starts."""
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for descriptor in (1, 2):
            os.dup2(file, descriptor)
        os.close(file)

    def keep_short(self) -> None:
        """To be called before `open`."""
        try:
            if os.path.getsize(self._path) > _MOST_BYTES:
                os.replace(self._path, f"{self._path}.1")
        except FileNotFoundError:
            pass

    def say(self, line: str) -> None:
        print(f"{iso(time.time())} {line}", flush=True)
