"""How long a healthy state has to last before it counts. Pure."""
from __future__ import annotations

from typing import Optional

# Observations are 0.2 s apart.
_STACK_OBSERVATIONS = 10


class StackSettling:
    """A new program without a health check may still fall over just after its start: it has to run for two seconds."""

    def __init__(self) -> None:
        self._healthy = 0

    def reset(self) -> None:
        self._healthy = 0

    def is_over(self, is_proven: bool) -> bool:
        """After one more healthy observation; `is_proven`: nothing in it is both new and without a health check."""
        self._healthy += 1
        return is_proven or self._healthy >= _STACK_OBSERVATIONS


class MinReady:
    """What is new may have to stay healthy for some seconds without a break before it counts."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since: Optional[float] = None

    def reset(self) -> None:
        self._since = None

    def is_over(self, now: float) -> bool:
        """After one more healthy observation, at a time in seconds."""
        self._since = now if self._since is None else self._since
        return now - self._since >= self._seconds
