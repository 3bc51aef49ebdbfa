"""The order of a run: the lock, whether the plan still holds, the steps, and what is taken back."""
from __future__ import annotations

import os
import time
from typing import List

from files.run_order import overtaken_by
from files.site_root import ensure_root
from supervisor.events import Events
from supervisor.job import Job
from supervisor.journal import Journal
from supervisor.kept import keep_program
from supervisor.lock import Lock
from supervisor.outcome import Outcome
from supervisor.rollback import take_back
from supervisor.runner import Runner
from supervisor.steps import Steps
from supervisor.sweep import sweep


class Failed(Exception):
    """There is no step to blame."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Program:
    def __init__(self, job: Job, events: Events, runner: Runner) -> None:
        self._job = job
        self._events = events
        self._runner = runner
        self._journal = Journal(job.root, job.run.holder, job.release)

    def run(self) -> str:
        """How the run ended: `applied`, `failed`, or `replan` if a step found that the plan does not hold. Raises Failed."""
        job = self._job
        if job.layout is not None:
            ensure_root(job.root)
        os.makedirs(os.path.join(job.root, "releases"), exist_ok=True)
        lock = Lock(job.root)
        self._take(lock)
        # A run that was cancelled while it waited must not deploy later.
        if self._runner.is_gone():
            return self._stop("cancelled", "")
        lock.holder.write(job.run.holder, "", time.time() + max(0.0, job.left()))
        sweep(job.home, job.bundle)
        keep_program(job.bundle, job.root)
        self._check_still_true()
        self._journal.note("begun")
        steps = Steps(job, self._events, self._runner, lock)
        try:
            return self._carry_out(steps)
        finally:
            steps.end()

    def _take(self, lock: Lock) -> None:
        seconds = self._job.run.lock_wait_seconds
        holder = lock.take(seconds, self._runner.is_gone, lambda text: self._events.log("", text))
        if holder is not None and not self._runner.is_gone():
            raise Failed("lock-held", holder)

    def _check_still_true(self) -> None:
        """The plan was made from what was seen; if another run has deployed since, it has to be made again."""
        seen = self._job.current()
        seen = seen if seen and self._job.has_record(seen) else ""
        if seen != self._job.expected:
            newer = overtaken_by(self._job.releases, seen, self._job.run.order)
            if newer is not None:
                raise Failed("newer-run-deployed", f"run {newer} of the workflow made the running release {seen}")
            text = f"the running release is now {seen or 'none'}, it was {self._job.expected or 'none'}"
            raise Failed("stale-plan", text)

    def _carry_out(self, steps: Steps) -> str:
        done: List[str] = []
        for step in self._job.steps:
            if self._runner.is_gone() and steps.may_stop(step):
                outcome = Outcome(1, is_cancelled=True)
            else:
                done.append(step)
                outcome = steps.run(step)
            if not outcome.is_well:
                final = take_back(self._job, done, outcome, steps.run)
                if step == "up" and not outcome.is_cancelled:
                    self._events.failure(step, final.code or "host-program-failed", final.text)
                return self._stop("cancelled" if outcome.is_cancelled else "failed", step)
            if outcome.contradiction is not None:
                self._events.contradiction(step, outcome.contradiction)
                self._journal.note("replan", step)
                return "replan"
        self._journal.note("applied")
        return "applied"

    def _stop(self, status: str, step: str) -> str:
        self._journal.note(status, step)
        return "failed"
