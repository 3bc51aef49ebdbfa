"""Observes new containers of the app for a time before they take over: some fall over only after a while."""
from __future__ import annotations

from typing import List

from health.checks import Checks
from health.inspection import Inspection
from health.monitor import Monitor
from health.verdict import OF_NEW_APP, Status
from rollout.host import Host

_PAUSE_SECONDS = 0.5


class MinReadyWait:
    """`seconds` is for how long they have to stay healthy."""

    def __init__(self, host: Host, inspection: Inspection, checks: Checks, monitor: Monitor, seconds: float) -> None:
        self._host = host
        self._inspection = inspection
        self._checks = checks
        self._monitor = monitor
        self._seconds = seconds

    def watch(self, containers: List[str], service: str) -> str:
        """Why they may not take over, as the end of a sentence, or ''."""
        if self._seconds <= 0:
            return ""
        clock = self._host.clock
        until = clock.now() + self._seconds
        self._host.report.waiting_for(f"{service} to stay healthy for {self._seconds:.0f} s")
        while True:
            reason = self._unhealthy(containers)
            left = until - clock.now()
            if not reason and left > 0:
                clock.sleep(min(_PAUSE_SECONDS, left))
                continue
            reason = reason or self._failing(containers)
            return f"{reason} within {self._seconds:.0f} s of being healthy (min-ready)" if reason else ""

    def _unhealthy(self, containers: List[str]) -> str:
        found = self._inspection.of(containers)
        verdicts = [self._monitor.judge(one, OF_NEW_APP) for one in found]
        reasons = [verdict.reason for verdict in verdicts if verdict.status is Status.UNHEALTHY]
        return next(iter(reasons), "" if len(found) == len(containers) else "is gone")

    def _failing(self, containers: List[str]) -> str:
        """Docker may not have run their health checks again by now."""
        failing = [one for one in containers if self._inspection.check(one) is not None and not self._checks.passes(one)]
        return "fails its health check" if failing else ""
