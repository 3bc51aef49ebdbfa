"""What the runner is told: a JSON object a line. Texts of others are only ever the value of `text`."""
from __future__ import annotations

import json
import os
import re
from typing import Any, Mapping, Sequence, Union

MOST_BYTES = 8192
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def printable(text: Union[bytes, str]) -> str:
    """A line as it may be shown: valid, without control characters, and not without end."""
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogateescape")
    cut = "…" if len(text) > MOST_BYTES else ""
    return _CONTROL.sub(" ", text[:MOST_BYTES].decode("utf-8", "replace")) + cut


class Events:
    """Goes through a pipe that the courier always reads, and never through a file: a full disk does not end it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, event: str, **fields: object) -> None:
        line = (json.dumps({"event": event, **fields}, separators=(",", ":")) + "\n").encode()
        try:
            while line:
                line = line[os.write(self._descriptor, line):]
        except BrokenPipeError:
            # Nobody listens any more.
            pass

    def log(self, step: str, text: Union[bytes, str]) -> None:
        self.send("log", step=step, text=printable(text))

    def waiting(self, step: str, text: str) -> None:
        """A line of the log that is not a program's output: what the step waits for."""
        self.send("log", step=step, text=printable(text), is_waiting=True)

    def failure(self, step: str, code: str, text: str) -> None:
        self.send("failure", step=step, code=code, text=printable(text))

    def unhealthy(self, step: str, service: str, kind: str, text: str, lines: Sequence[str], checks: Sequence[str]) -> None:
        """A container that does not do what it is for, with its last lines and those of its health check."""
        shown = [[printable(line) for line in part] for part in (lines, checks)]
        self.send("unhealthy", step=step, service=service, kind=kind, text=printable(text), lines=shown[0], checks=shown[1])

    def contradiction(self, step: str, found: Mapping[str, Any]) -> None:
        """Facts that are others than the plan was made from, by their names, and the project that the host has."""
        self.send("contradiction", step=step, differs=[printable(str(name)) for name in found["differs"]], **found["project"])

    def close(self) -> None:
        os.close(self._descriptor)
