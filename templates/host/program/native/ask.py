"""Asks a release through its socket, as root: `python3 -BES program ask SOCKET PROTOCOL HOST PATH SECONDS ANSWER`.

The answer is written to a file as `STATUS LOCATION`, since what is printed goes into the log.
"""
from __future__ import annotations

import os
import sys
from typing import List, NamedTuple, Optional

from command.background import Background
from command.command import Commands
from command.root import as_root
from compose.releases import read_text
from readiness.protocol import ask_unix
from readiness.request import Request


def main(words: List[str]) -> int:
    """The exit status: 1 if nothing answers."""
    path, protocol, host, target, seconds, answer = words
    found = ask_unix(path, protocol, Request(host, target), float(seconds))
    if found is None:
        return 1
    with open(answer, "w", encoding="ascii", errors="replace") as file:
        file.write(str(found.status))
    return 0


class Target(NamedTuple):
    """A socket, the protocol that is expected there, and what is asked."""

    socket: str
    protocol: str
    request: Request


class Question:
    """One that was asked a moment ago. `bundle` has this program."""

    def __init__(self, commands: Commands, bundle: str, target: Target, seconds: float) -> None:
        self._answer = os.path.join(bundle, "answer")
        if os.path.lexists(self._answer):
            os.unlink(self._answer)
        program = [sys.executable, "-BES", os.path.join(bundle, "program"), "ask"]
        what = [target.socket, target.protocol, target.request.host, target.request.path, str(seconds), self._answer]
        self._process: Background = commands.begin(as_root([*program, *what]), seconds + 10)

    def is_over(self) -> bool:
        return self._process.poll() is not None

    def status(self) -> Optional[int]:
        """The HTTP status, when it is over; None if nothing answered."""
        text = read_text(self._answer) if self._process.wait() == 0 else ""
        return int(text) if text.isdigit() else None

    def end(self) -> None:
        self._process.end()
