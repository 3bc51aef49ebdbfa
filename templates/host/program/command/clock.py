"""Time as waits see it; tests put another one in its place."""
from __future__ import annotations

import time


class Clock:
    def now(self) -> float:
        """Seconds that only ever go forward."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Deadline:
    """The end of a step, for the commands that it starts and for what it waits for."""

    def __init__(self, clock: Clock, limit_seconds: float) -> None:
        self._clock = clock
        self._until = clock.now() + limit_seconds

    def left(self) -> float:
        """Seconds until then, and one at least: a command that has less is ended with the step."""
        return max(1.0, self._until - self._clock.now())
