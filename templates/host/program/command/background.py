"""A command that runs while its step does other work."""
from __future__ import annotations

import subprocess
import time
from typing import Callable, Optional

_PAUSE_SECONDS = 0.05


class Background:
    """Has a limit of its own, which counts as long as somebody polls or waits: steps have one thread."""

    def __init__(self, process: Optional[subprocess.Popen[bytes]], limit_seconds: float, end: Callable[[], None]) -> None:
        self._process = process
        self._end = end
        self._until = time.monotonic() + limit_seconds
        self._status = 127 if process is None else None

    def poll(self) -> Optional[int]:
        """The exit status; None while it runs; 124 if its limit was over, 127 if there is no such command."""
        if self._status is None and self._process is not None:
            self._status = self._process.poll()
            if self._status is None and time.monotonic() > self._until:
                self._end()
                self._status = 124
        return self._status

    def wait(self) -> int:
        """As `poll`, when it has ended."""
        while True:
            status = self.poll()
            if status is not None:
                return status
            time.sleep(_PAUSE_SECONDS)

    def end(self) -> None:
        """Ends it before its time."""
        if self.poll() is None:
            self._end()
