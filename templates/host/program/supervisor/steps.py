"""Runs one step as the plan wants it: told, limited, watched, and explained when it fails."""
from __future__ import annotations

import time
from typing import Dict, List, Optional

from command.command import Commands
from command.privileged import Privileged
from engine.docker import Docker
from health.diagnosis import Diagnoses, Diagnosis
from health.inspection import Inspection
from health.monitor import Monitor
from health.redaction import SiteValues
from native.systemd import Systemd
from native.watch import UnitWatcher
from supervisor import build_failure, disk, out_of_memory
from supervisor.events import Events
from supervisor.job import Job
from supervisor.left_commands import end_left_commands
from supervisor.lock import Lock
from supervisor.outcome import Outcome
from supervisor.runner import Runner
from supervisor.step import End, Step
from supervisor.step_processes import StepProcesses
from supervisor.watch import WATCHED, Watch, Watcher

# Half an installation would be in the way of the next run.
_UNBROKEN = ("bootstrap", "up")
_IGNORED = (
    ". An image whose ENTRYPOINT ignores its arguments starts its server instead of this command:"
    ' let its script end in exec "$@"'
)


class Steps:
    def __init__(self, job: Job, events: Events, runner: Runner, lock: Lock) -> None:
        self._job = job
        self._events = events
        self._runner = runner
        self._lock = lock
        # The watch is a thread of its own.
        self._commands = Commands(has_threads=True)
        self._docker = Docker(self._commands, job.site.project)
        self._watcher: Optional[Watcher] = None
        self._restarts: Dict[str, int] = {}
        self._processes = StepProcesses(job, lock)

    def end(self) -> None:
        """No step comes any more."""
        self._processes.discard()

    def may_stop(self, name: str) -> bool:
        """Whether visitors see nothing of this step yet. Up to the switch, a run whose runner is gone stops."""
        steps = self._job.steps
        if "rollback" in steps:
            return False
        if "up" in steps:
            return name in steps[: steps.index("up") + 1]
        return self._job.current() != self._job.release

    def run(self, name: str, rollback_to: Optional[str] = None) -> Outcome:
        """With `rollback_to` it is on the way back; then its failure is a part of the one before."""
        limit = self._job.limit(name, rollback_to is not None)
        self._lock.holder.write(self._job.run.holder, name, time.time() + max(0.0, limit))
        self._events.send("begin", step=name)
        began = time.monotonic()
        outcome = self._limited(name, limit, rollback_to)
        if outcome.code and rollback_to is None and name != "up":
            self._events.failure(name, outcome.code, outcome.text)
        milliseconds = int((time.monotonic() - began) * 1000)
        self._events.send("end", step=name, rc=outcome.status, milliseconds=milliseconds)
        return outcome

    def _limited(self, name: str, limit: float, rollback_to: Optional[str]) -> Outcome:
        job = self._job
        if limit < 1:
            return Outcome(1, "step-timed-out", f"nothing is left of the run's timeout for the step {name}")
        may_stop = rollback_to is None and name not in _UNBROKEN and self.may_stop(name)
        is_watched = rollback_to is None and name in WATCHED and job.current() == job.release
        watcher = self._watched() if is_watched else None

        def end_early() -> Optional[End]:
            if may_stop and self._runner.is_gone():
                return End("", "the run was cancelled", is_cancel=True)
            if watcher is not None and watcher.fault is not None:
                return End(watcher.code, f"{watcher.fault} while the step {name} ran")
            return None

        began = time.monotonic()
        step = Step(name, self._events, limit, job.pace.beat_seconds, job.pace.kill_seconds)
        outcome = step.run(self._processes.begin(name, limit, rollback_to), end_early)
        if step.was_ended:
            end_left_commands(job, self._docker, self._commands)
        if watcher is not None:
            watcher.end()
            found = None if outcome.is_well else watcher.diagnosis()
            if found is not None:
                self._show(name, found)
        return outcome if outcome.is_well or outcome.is_cancelled else self._explained(name, outcome, list(step.last), began)

    def _show(self, name: str, found: Diagnosis) -> None:
        self._events.unhealthy(name, found.service, found.reason.kind, found.reason.text, found.lines, found.checks)
        for line in (f"--- {found.service} {found.reason.text}; its last lines:", *found.lines):
            self._events.log(name, line)

    def _watched(self) -> Watch:
        """Goes on from where the watch of the step before ended: what falls over slowly does so through several steps."""
        values = SiteValues(self._job.root, self._job.site.certificate_name)
        if self._job.layout is not None:
            systemd = Systemd(Privileged(self._commands))
            return UnitWatcher(systemd, self._job.layout, self._job.release, values, self._restarts, self._job.pace.watch_seconds)
        # A monitor of its own: the thread of the one before may still wait for the engine.
        diagnoses = Diagnoses(self._docker, values)
        before = self._watcher.monitor.copy() if self._watcher is not None else Monitor()
        self._watcher = Watcher(Inspection(self._docker), self._job.services, diagnoses, before, self._job.pace.watch_seconds)
        return self._watcher

    def _explained(self, name: str, outcome: Outcome, last: List[str], began: float) -> Outcome:
        layout = self._job.layout
        if outcome.code == "step-timed-out":
            is_container = layout is None and name in ("release-command", "certify")
            return outcome._replace(text=outcome.text + _IGNORED) if is_container else outcome
        full = disk.complaint(self._job.root, self._job.home, "/var/lib/docker" if layout is None else layout.state)
        told = full or disk.told(last)
        if told is None:
            is_build = name == "build" and outcome.code in ("", "build-failed")
            return self._explained_build(outcome, last, began) if is_build else outcome
        # By words alone only where nothing else has a say: an app may speak of a disk of its own.
        is_disk = full is not None or outcome.code in ("", "build-failed")
        return outcome._replace(code="disk-full" if is_disk else outcome.code, text=f"{outcome.said(name)}; {told}")

    def _explained_build(self, outcome: Outcome, last: List[str], began: float) -> Outcome:
        memory = out_of_memory.reason_of(last, began, self._commands)
        if memory is not None:
            return outcome._replace(code="build-out-of-memory", text=f"{outcome.said('build')}: {memory}")
        reason = build_failure.reason_of(last) if self._job.layout is None else None
        return outcome if reason is None else outcome._replace(code=reason.code, text=f"{outcome.said('build')}: {reason.text}")
