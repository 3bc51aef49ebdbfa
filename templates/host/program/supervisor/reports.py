"""What a step tells over descriptor 3 (steps/report.py): a failure with its code, unhealthy containers, what it is waiting for,
and facts that the plan contradicts.
"""
from __future__ import annotations

import json
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from supervisor.lines import Lines

_MOST_BYTES = 1024 * 1024
_MOST_CONTAINERS = 20


class Unhealthy(NamedTuple):
    """A container that does not do what it is for."""

    service: str
    kind: str
    text: str
    lines: List[str]
    checks: List[str]


class Reports:
    def __init__(self) -> None:
        self._lines = Lines(_MOST_BYTES)
        self.failure: Optional[Tuple[str, str]] = None
        self.waiting = ""
        self.unhealthy: List[Unhealthy] = []
        self.contradiction: Optional[Dict[str, Any]] = None

    def add(self, chunk: bytes) -> bool:
        """Whether it now waits for something else."""
        is_new = False
        for line in self._lines.add(chunk):
            try:
                told = json.loads(line.decode("utf-8", "replace"))
                event, text = told["event"], str(told.get("text", ""))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
            if event == "failure":
                self.failure = (str(told.get("code", "")), text)
            elif event == "unhealthy" and len(self.unhealthy) < _MOST_CONTAINERS:
                self.unhealthy.append(_unhealthy(told, text))
            elif event == "contradiction":
                self.contradiction = {"differs": told.get("differs"), "project": told.get("project")}
            elif event == "waiting":
                self.waiting = text
                is_new = True
        return is_new


def _unhealthy(told: Dict[str, Any], text: str) -> Unhealthy:
    lines, checks = ([str(line) for line in told.get(name) or []] for name in ("lines", "checks"))
    return Unhealthy(str(told.get("service", "")), str(told.get("kind", "")), text, lines, checks)
