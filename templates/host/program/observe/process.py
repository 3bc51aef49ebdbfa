"""Other programs. They are started first and waited for later, so that they run in parallel; each has a time limit."""
from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import NamedTuple, Optional

_SECONDS = 30.0
TIMED_OUT = 124


class Result(NamedTuple):
    """`status` is TIMED_OUT if the time limit was over, 127 if there is no such program."""

    status: int
    output: str
    errors: str

    @property
    def is_ok(self) -> bool:
        return self.status == 0


class Process:
    """A program that was started, in a session of its own. `has_input`: it is sent something later."""

    def __init__(self, *words: str, has_input: bool = False, seconds: float = _SECONDS) -> None:
        self._words = words
        self._until = time.monotonic() + seconds
        self._result: Optional[Result] = None
        try:
            self._process: Optional[subprocess.Popen[bytes]] = subprocess.Popen(
                words,
                stdin=subprocess.PIPE if has_input else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            self._process = None
            self._result = Result(127, "", str(error))

    def send(self, text: bytes) -> None:
        """Writes to the program's standard input, which has to be small enough for a pipe; one that has ended does not hear it."""
        if self._process is None or self._process.stdin is None:
            return
        try:
            self._process.stdin.write(text)
            self._process.stdin.flush()
        except BrokenPipeError:
            pass

    def result(self) -> Result:
        """Waits until the program has ended, or its limit is over. Never raises for what the program does."""
        if self._result is None:
            self._result = self._ended()
        return self._result

    def output(self) -> str:
        """What the program prints, without spaces at its ends; '' if it fails."""
        result = self.result()
        return result.output.strip() if result.is_ok else ""

    def _ended(self) -> Result:
        process = self._process
        if process is None:
            return Result(127, "", "")
        try:
            left = max(0.1, self._until - time.monotonic())
            output, errors = process.communicate(timeout=left)
        except subprocess.TimeoutExpired:
            _kill(process.pid)
            return Result(TIMED_OUT, "", f"{' '.join(self._words[:3])} did not end within its time limit")
        # Bytes that are not UTF-8 are passed on unchanged.
        return Result(process.returncode, _text(output), _text(errors))


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def run(*words: str) -> Result:
    """Starts a program and waits for it."""
    return Process(*words).result()


def _kill(group: int) -> None:
    """All that it started too. It only reads, so nothing is lost."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass
    except PermissionError:
        # It runs as root, by sudo.
        line = ["sudo", "-n", "kill", "-9", "--", f"-{group}"]
        subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False)
