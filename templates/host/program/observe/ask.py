"""Asks other programs. They are started first and waited for later, so that they run beside each other; each has a time limit."""
from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import NamedTuple, Optional

_SECONDS = 30.0


class Answer(NamedTuple):
    """`status` is 124 if the time limit was over, 127 if there is no such program."""

    status: int
    output: str
    errors: str

    @property
    def is_ok(self) -> bool:
        return self.status == 0


class Asked:
    """A program that was started, in a session of its own."""

    def __init__(self, *words: str, stdin: bytes = b"", seconds: float = _SECONDS) -> None:
        self._words = words
        self._stdin = stdin
        self._until = time.monotonic() + seconds
        self._answer: Optional[Answer] = None
        try:
            self._process: Optional[subprocess.Popen[bytes]] = subprocess.Popen(
                words,
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            self._process = None
            self._answer = Answer(127, "", str(error))

    def answer(self) -> Answer:
        """Waits until the program has ended, or its limit is over. Never raises for what the program does."""
        if self._answer is None:
            self._answer = self._ended()
        return self._answer

    def output(self) -> str:
        """What the program prints, without spaces at its ends; '' if it fails."""
        answer = self.answer()
        return answer.output.strip() if answer.is_ok else ""

    def _ended(self) -> Answer:
        process = self._process
        if process is None:
            return Answer(127, "", "")
        try:
            left = max(0.1, self._until - time.monotonic())
            output, errors = process.communicate(self._stdin or None, timeout=left)
        except subprocess.TimeoutExpired:
            _kill(process.pid)
            return Answer(124, "", f"{' '.join(self._words[:3])} did not answer in time")
        # Bytes that are not UTF-8 go to the runner as they are.
        return Answer(process.returncode, _text(output), _text(errors))


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def ask(*words: str) -> Answer:
    """Starts a program and waits for it."""
    return Asked(*words).answer()


def _kill(group: int) -> None:
    """All that it started too. It only reads: nothing is lost."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass
    except PermissionError:
        # It runs as root, by sudo.
        line = ["sudo", "-n", "kill", "-9", "--", f"-{group}"]
        subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False)
