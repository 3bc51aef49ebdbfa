"""Waits until a container of the new release may take over."""
from __future__ import annotations

from typing import Callable, Optional

from command.clock import Clock
from health.checks import Checks
from health.inspection import Inspection
from health.monitor import Monitor
from health.patience import pause
from health.settling import AppSettling
from health.verdict import OF_NEW_APP, Status
from health.wait import HealthWait
from job.document import App
from steps.report import Report

_PAUSE_SECONDS = 0.2

# How many sockets of a container listen at a port; None where that cannot be seen.
Listening = Callable[[str, int], Optional[int]]


class NewContainerWait:
    def __init__(
        self, inspection: Inspection, checks: Checks, wait: HealthWait, monitor: Monitor, listening: Listening, report: Report, clock: Clock
    ) -> None:
        self._inspection = inspection
        self._checks = checks
        self._wait = wait
        self._monitor = monitor
        self._listening = listening
        self._report = report
        self._clock = clock

    def until_healthy(self, container: str, app: App) -> str:
        """Waits for one container; why it may not take over, as the end of a sentence, or ''. Without a health check it is healthy when
        it has listened for a second.
        """
        began = self._clock.now()
        settling = AppSettling()
        seconds = self._wait.seconds_for(self._inspection.of([container]))
        reason = "has not started yet"
        self._report.waiting_for(f"{app.service} to become healthy")
        while self._clock.now() - began < seconds:
            found = self._inspection.of([container])
            if not found:
                return "is gone"
            one = found[0]
            verdict = self._monitor.judge(one, OF_NEW_APP)
            if verdict.status is Status.UNHEALTHY:
                return verdict.reason
            if verdict.status is Status.HEALTHY:
                if one.health or settling.is_over(self._listening(container, app.port)):
                    self._checks.note_proven(one.id)
                    return ""
                reason = f"does not listen on port {app.port}"
                self._clock.sleep(_PAUSE_SECONDS)
                continue
            reason = verdict.reason
            if one.state == "running" and self._checks.passes(container):
                self._checks.note_proven(one.id)
                return ""
            self._clock.sleep(pause(self._clock.now() - began) if one.state == "running" else _PAUSE_SECONDS)
        return f"{reason} after {seconds:.0f} s"
