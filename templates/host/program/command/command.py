"""Runs the commands that steps need. Each has a time limit, and is ended with all it started when that is over."""
from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import Callable, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from command.background import Background
from command.failed import Failed

# As `timeout` says it.
TIMED_OUT = 124
# A process, or why there is none; exit status, output and errors of one that has ended.
Opened = Union["subprocess.Popen[bytes]", OSError]
Ended = Tuple[int, bytes, bytes]


class Result(NamedTuple):
    """`status` is an exit status; 124 if the limit was over, 127 if there is no such command."""

    status: int
    output: str
    errors: str

    @property
    def is_ok(self) -> bool:
        return self.status == 0


class Call(NamedTuple):
    """A command line, where it is run, and its environment."""

    words: List[str]
    cwd: str
    env: Mapping[str, str]


class Commands:
    """Starts commands without a shell. `limit_seconds` is for one command; the step's own limit is above all of them.

    A command has a process group of its own within the step's session, so that the supervisor reaches it too. Where the process that
    starts it `has_threads`, it has a session of its own: Python code between fork and exec may wait for a lock of another thread.
    """

    def __init__(
        self, env: Optional[Mapping[str, str]] = None, *, has_threads: bool = False, kept: Sequence[int] = ()
    ) -> None:
        """`kept` are descriptors that the commands have too: a lock is held as long as one of them runs."""
        self._env = dict(os.environ if env is None else env)
        self._kept = tuple(kept)
        self._has_threads = has_threads

    def run(
        self,
        words: Sequence[str],
        limit_seconds: float,
        *,
        stdin: bytes = b"",
        cwd: Optional[str] = None,
        env: Optional[Mapping[str, str]] = None,
    ) -> Result:
        """The command's output is kept and not shown. Never raises for what the command does."""
        return _result(*self._started(words, limit_seconds, subprocess.PIPE, stdin, cwd, env))

    def together(self, calls: Sequence[Call], limit_seconds: float) -> List[Result]:
        """As `run`, all at the same time. The limit is for all of them."""
        until = time.monotonic() + limit_seconds
        opened = [self._try_open(words, subprocess.PIPE, b"", cwd, env) for words, cwd, env in calls]
        return [_result(*_ended(one, until - time.monotonic(), call.words, b"")) for one, call in zip(opened, calls)]

    def ask(self, call: Call, limit_seconds: float) -> Callable[[], Result]:
        """Starts a command whose answer is needed later. What is returned waits for the answer, and is to be called once."""
        opened = self._try_open(call.words, subprocess.PIPE, b"", call.cwd, call.env)
        return lambda: _result(*_ended(opened, limit_seconds, call.words, b""))

    def output(self, words: Sequence[str], limit_seconds: float) -> str:
        """What the command prints, without spaces at its ends; '' if it fails."""
        result = self.run(words, limit_seconds)
        return result.output.strip() if result.is_ok else ""

    def read(self, words: Sequence[str], limit_seconds: float) -> bytes:
        """What the command prints, byte by byte; nothing if it fails."""
        status, output, _ = self._started(words, limit_seconds, subprocess.PIPE, b"", None, None)
        return output if status == 0 else b""

    def show(
        self,
        words: Sequence[str],
        limit_seconds: float,
        *,
        cwd: Optional[str] = None,
        env: Optional[Mapping[str, str]] = None,
    ) -> int:
        """The command prints into the log of the run; its exit status."""
        return self._started(words, limit_seconds, None, b"", cwd, env)[0]

    def need(self, words: Sequence[str], limit_seconds: float, code: str, why: str) -> str:
        """What the command prints.

        :raises Failed: it fails; with `code`, and `why` before what it said
        """
        result = self.run(words, limit_seconds)
        if not result.is_ok:
            raise Failed(code, f"{why}: {(result.errors or result.output).strip()[-500:]}")
        return result.output

    def begin(
        self,
        words: Sequence[str],
        limit_seconds: float,
        *,
        cwd: Optional[str] = None,
        env: Optional[Mapping[str, str]] = None,
    ) -> Background:
        """Starts a command that prints into the log, and does not wait for it."""
        try:
            process = self._open(words, None, b"", cwd, env)
        except OSError as error:
            print(error, flush=True)
            return Background(None, limit_seconds, lambda: None)
        return Background(process, limit_seconds, lambda: end(process))

    def _started(
        self,
        words: Sequence[str],
        limit_seconds: float,
        pipe: Optional[int],
        stdin: bytes,
        cwd: Optional[str],
        env: Optional[Mapping[str, str]],
    ) -> Ended:
        return _ended(self._try_open(words, pipe, stdin, cwd, env), limit_seconds, words, stdin)

    def _try_open(
        self, words: Sequence[str], pipe: Optional[int], stdin: bytes, cwd: Optional[str], env: Optional[Mapping[str, str]]
    ) -> Opened:
        try:
            return self._open(words, pipe, stdin, cwd, env)
        except OSError as error:
            return error

    def _open(
        self,
        words: Sequence[str],
        pipe: Optional[int],
        stdin: bytes,
        cwd: Optional[str],
        env: Optional[Mapping[str, str]],
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            list(words),
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
            cwd=cwd,
            env=self._env if env is None else dict(env),
            pass_fds=self._kept,
            preexec_fn=None if self._has_threads else os.setpgrp,  # noqa: PLW1509 - without threads
            start_new_session=self._has_threads,
        )


def _ended(opened: Opened, limit_seconds: float, words: Sequence[str], stdin: bytes) -> Ended:
    if isinstance(opened, OSError):
        return 127, b"", str(opened).encode()
    try:
        output, errors = opened.communicate(stdin or None, timeout=max(0.1, limit_seconds))
        return opened.returncode, output or b"", errors or b""
    except subprocess.TimeoutExpired:
        end(opened)
        return TIMED_OUT, b"", f"{words[0]} did not end within {limit_seconds:.0f} s".encode()


def _result(status: int, output: bytes, errors: bytes) -> Result:
    return Result(status, output.decode("utf-8", "replace"), errors.decode("utf-8", "replace"))


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a command with all that is in its group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        _signal_group(process.pid, number)
        try:
            process.communicate(timeout=10)
            return
        except subprocess.TimeoutExpired:
            continue


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        pass
    except PermissionError:
        # It runs as root, by sudo.
        words = ["sudo", "-n", "kill", f"-{number.value}", "--", f"-{group}"]
        subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False)
