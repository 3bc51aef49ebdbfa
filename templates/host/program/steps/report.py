"""What a step reports to the supervisor, on descriptor 3, a JSON object a line (supervisor/reports.py). Its log is its output."""
from __future__ import annotations

import json
import os
import sys
from typing import List, Mapping


class Report:
    def __init__(self, step: str, descriptor: int = 3) -> None:
        self._step = step
        self._descriptor = descriptor

    def log(self, line: str) -> None:
        """A line of the log."""
        print(line, flush=True)

    def waiting_for(self, what: str) -> None:
        """What the step waits for from now on, for the lines that come while nothing else does."""
        self._send("waiting", text=what)

    def failure(self, code: str, text: str) -> None:
        self._send("failure", code=code, text=text)

    def contradiction(self, differs: List[str], project: Mapping[str, object]) -> None:
        """Facts that are others than the plan was made from: the run ends well before it changes anything, and is planned again."""
        self._send("contradiction", differs=differs, project=project)

    def unhealthy(self, service: str, kind: str, text: str, lines: List[str], checks: List[str]) -> None:
        """A container that does not do what it is for, see health/reason.py."""
        self._send("unhealthy", service=service, kind=kind, text=text, lines=lines, checks=checks)

    def _send(self, event: str, **fields: object) -> None:
        line = (json.dumps({"event": event, "step": self._step, **fields}) + "\n").encode("utf-8", "surrogateescape")
        try:
            while line:
                line = line[os.write(self._descriptor, line):]
        except OSError:
            print(line.decode("utf-8", "replace"), file=sys.stderr)
