"""One step, from its beginning to its end: its output line by line, its time limit, and what ends it before."""
from __future__ import annotations

import os
import select
import time
from collections import deque
from typing import Callable, Deque, List, NamedTuple, Optional

from supervisor.events import MOST_BYTES, Events
from supervisor.lines import Lines
from supervisor.outcome import Outcome
from supervisor.process import Process, end_session, has_ended, status_of
from supervisor.reports import Reports
from supervisor.times import clock, words

_BLOCK = 65536
_LOOK_SECONDS = 0.1
# Of a program that has closed its output, and so is about to end.
_ENDING_SECONDS = 0.005
# What a program that has ended may still have in its pipe, and more.
_MOST_BLOCKS = 64
# Of what a step said, for those who look for the reason of its failure: beside it images may be pulled, many lines a second.
_LAST_LINES = 300


# Where a step does not say itself what it waits for (Report.waiting_for).
_WAITING = {
    "files": "the release’s files to be put in place",
    "input-files": "the files of the input files to be written",
    "env": "the .env file to be written",
    "data": "the persistent directories to be updated",
    "proxy": "the reverse proxy to load its configuration",
    "up": "the containers to be started",
    "probe": "the test file to be written to the ACME webroot",
    "serve-https": "the reverse proxy to load the certificate",
    "prune": "old releases and images to be removed",
    "rollback": "the containers of the previous release to be started",
}


class End(NamedTuple):
    """Why a step is ended before it has ended by itself."""

    code: str
    text: str
    is_cancel: bool = False


class Step:
    def __init__(self, name: str, events: Events, limit: float, beat: float, patience: float) -> None:
        self.name = name
        self._events = events
        self._limit = limit
        self._beat = beat
        self._patience = patience
        self._begun = self._since = self._heard = time.monotonic()
        self.was_ended = False
        self._reports = Reports()
        self._lines = Lines(MOST_BYTES)
        self.last: Deque[str] = deque(maxlen=_LAST_LINES)

    def run(self, process: Process, end_early: Callable[[], Optional[End]]) -> Outcome:
        """Watches the step to its end. `end_early` is asked again and again whether there is a reason."""
        pid, _, output, told = process
        self._open = {output, told}
        self._output = output
        end: Optional[End] = None
        while not has_ended(pid):
            self._read(_LOOK_SECONDS)
            end = end or self._expired() or end_early()
            if end is not None:
                self.was_ended = True
                end_session(pid, self._patience)
                break
            self._tell_waiting()
        if end is None:
            self._read_rest()
            end_session(pid, self._patience)
        status = status_of(pid)
        self._read_rest()
        self._say(self._lines.end())
        for descriptor in self._open:
            os.close(descriptor)
        return self._outcome(status, end)

    def _outcome(self, status: int, end: Optional[End]) -> Outcome:
        if end is not None:
            return Outcome(status or 1, end.code, end.text, end.is_cancel)
        code, text = self._reports.failure or ("", "")
        return Outcome(status, code, text) if status else Outcome(0, contradiction=self._reports.contradiction)

    def _read(self, seconds: float) -> bool:
        """Takes what there is; waits for so long if there is nothing."""
        if not self._open:
            time.sleep(min(seconds, _ENDING_SECONDS))
            return False
        ready = select.select(list(self._open), [], [], seconds)[0]
        for descriptor in ready:
            chunk = os.read(descriptor, _BLOCK)
            if not chunk:
                self._open.discard(descriptor)
                os.close(descriptor)
            elif descriptor == self._output:
                self._say(self._lines.add(chunk))
            elif self._reports.add(chunk):
                self._since = time.monotonic()
            while self._reports.unhealthy:
                self._events.unhealthy(self.name, *self._reports.unhealthy.pop(0))
        return bool(ready)

    def _say(self, lines: List[bytes]) -> None:
        for line in lines:
            self._heard = time.monotonic()
            self.last.append(line.decode("utf-8", "replace"))
            self._events.log(self.name, line)

    def _read_rest(self) -> None:
        for _ in range(_MOST_BLOCKS):
            if not self._read(0):
                return

    def _expired(self) -> Optional[End]:
        if time.monotonic() - self._begun < self._limit:
            return None
        waiting = f"; it was waiting for {self._reports.waiting}" if self._reports.waiting else ""
        return End("step-timed-out", f"{self.name} did not end within its limit of {words(self._limit)}{waiting}")

    def _tell_waiting(self) -> None:
        now = time.monotonic()
        if now - self._heard < self._beat:
            return
        self._heard = now
        what = self._reports.waiting or _WAITING.get(self.name, "its program")
        until = clock(time.time() + self._limit - (now - self._begun))
        passed = round(now - self._since)
        self._events.waiting(self.name, f"{self.name} is waiting for {what}: {passed} s so far, until {until} at the latest")
