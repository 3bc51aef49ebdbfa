"""Waits until a container of the new release may take over."""
from __future__ import annotations

from typing import List, Optional

from engine.sockets import LISTEN, sockets_of
from health.checks import Checks
from health.inspection import Inspection
from health.monitor import Monitor
from health.patience import pause
from health.settling import AppSettling
from health.verdict import OF_NEW_APP, Status
from health.wait import HealthWait
from job.document import App
from rollout.host import Host
from rollout.min_ready import MinReadyWait

_PAUSE_SECONDS = 0.2


class NewContainerWait:
    def __init__(self, host: Host, inspection: Inspection, checks: Checks, wait: HealthWait, monitor: Monitor) -> None:
        self._host = host
        self._inspection = inspection
        self._checks = checks
        self._wait = wait
        self._monitor = monitor

    def until_healthy(self, container: str, app: App) -> str:
        """Waits for one container; why it may not take over, as the end of a sentence, or ''. Without a health check it is healthy when
        it has listened for a second.
        """
        began = self._host.clock.now()
        settling = AppSettling()
        seconds = self._wait.seconds_for(self._inspection.of([container]))
        reason = "has not started yet"
        self._host.report.waiting_for(f"{app.service} to become healthy")
        while self._host.clock.now() - began < seconds:
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
                self._host.clock.sleep(_PAUSE_SECONDS)
                continue
            reason = verdict.reason
            if one.state == "running" and self._checks.passes(container):
                self._checks.note_proven(one.id)
                return ""
            self._host.clock.sleep(pause(self._host.clock.now() - began) if one.state == "running" else _PAUSE_SECONDS)
        return f"{reason} after {seconds:.0f} s"

    def stay_ready(self, containers: List[str], service: str) -> str:
        """Why containers that may take over have not stayed healthy for the time that is asked, as the end of a sentence, or ''."""
        wait = MinReadyWait(self._host, self._inspection, self._checks, self._monitor, self._wait.times.min_ready)
        reason = wait.watch(containers, service)
        if not reason:
            self._wait.note_stayed(containers)
        return reason

    def _listening(self, container: str, port: int) -> Optional[int]:
        """How many of its sockets listen; None where that cannot be seen."""
        return sockets_of(self._host.docker.pid(container), port, LISTEN)
