"""Starts the processes of steps. That of the next one starts while the one before runs: it has loaded its modules when its turn comes.

Python and a step's modules take about 0.1 s, and a run has five to ten steps.
"""
from __future__ import annotations

import os
import sys
from typing import Dict, Optional, Tuple

from supervisor.job import Job
from supervisor.lock import Lock
from supervisor.process import Process, end_session, has_ended, start, status_of

# It may put another Python in the place of the one that runs.
_BOOTSTRAP = "bootstrap"


class StepProcesses:
    def __init__(self, job: Job, lock: Lock) -> None:
        self._job = job
        self._lock = lock
        self._next: Optional[Tuple[str, Process]] = None

    def begin(self, step: str, limit_seconds: float, rollback_to: Optional[str]) -> Process:
        """The step's process, which does its work from now on."""
        process = self._waiting(step) if rollback_to is None else None
        self.discard()
        if process is None:
            process = self._start(step, limit_seconds, rollback_to)
        try:
            os.write(process.turn, b"\n")
        except BrokenPipeError:
            # It was ended from outside: its status says so.
            pass
        os.close(process.turn)
        if rollback_to is None:
            self._prepare_after(step, limit_seconds)
        return process

    def discard(self) -> None:
        """Ends the process of a step that is not wanted."""
        if self._next is None:
            return
        process = self._next[1]
        self._next = None
        for descriptor in (process.turn, process.output, process.told):
            os.close(descriptor)
        end_session(process.pid, self._job.pace.kill_seconds)
        status_of(process.pid)

    def _waiting(self, step: str) -> Optional[Process]:
        if self._next is None or self._next[0] != step or has_ended(self._next[1].pid):
            return None
        process = self._next[1]
        self._next = None
        return process

    def _prepare_after(self, step: str, limit_seconds: float) -> None:
        steps = self._job.steps
        ahead = steps[steps.index(step) + 1 :] if step in steps and step != _BOOTSTRAP else []
        if ahead:
            # Its time runs from its start.
            seconds = limit_seconds + self._job.limit(ahead[0])
            try:
                self._next = (ahead[0], self._start(ahead[0], seconds, None))
            except OSError:
                # A host that is short of memory. The current step goes on; the next one is started at its turn, which reports it.
                pass

    def _start(self, step: str, seconds: float, rollback_to: Optional[str]) -> Process:
        bundle = self._job.bundle
        program = [sys.executable, "-ES", os.path.join(bundle, "program"), "turn", step, bundle]
        spare = self._job.pace.spare_seconds
        return start(program, self._environment(step, rollback_to), seconds + spare, self._lock.descriptor)

    def _environment(self, step: str, rollback_to: Optional[str]) -> Dict[str, str]:
        env = {**os.environ, "BUNDLE": self._job.bundle, "STEP": step}
        return env if rollback_to is None else {**env, "ROLLBACK_TO": rollback_to}
