"""What a step tells over descriptor 3 (steps/report.py): a failure with its code, and what it is waiting for."""
from __future__ import annotations

import json
from typing import Optional, Tuple

from supervisor.lines import Lines

_MOST_BYTES = 1024 * 1024


class Reports:
    def __init__(self) -> None:
        self._lines = Lines(_MOST_BYTES)
        self.failure: Optional[Tuple[str, str]] = None
        self.waiting = ""

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
            elif event == "waiting":
                self.waiting = text
                is_new = True
        return is_new
