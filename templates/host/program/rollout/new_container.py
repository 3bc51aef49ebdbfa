"""Waits until a container of the new release may take over."""
from __future__ import annotations

from typing import List

from health.checks import Checks
from health.inspection import Inspection
from health.monitor import Monitor
from health.patience import pause
from health.verdict import OF_NEW_APP, Status
from health.wait import HealthWait
from job.document import App
from readiness.entry import Entry
from rollout.entry_wait import EntryWait, NoAnswer
from rollout.host import Host
from rollout.min_ready import MinReadyWait

_PAUSE_SECONDS = 0.2


class NewContainerWait:
    def __init__(
        self, host: Host, inspection: Inspection, checks: Checks, wait: HealthWait, monitor: Monitor, entry: EntryWait
    ) -> None:
        self._host = host
        self._inspection = inspection
        self._checks = checks
        self._wait = wait
        self._monitor = monitor
        self._entry = entry

    def until_ready(self, container: str, app: App) -> Entry:
        """Waits until one container is healthy and answers a request.

        :raises NoAnswer: it may not take over
        """
        began = self._host.clock.now()
        found = self._inspection.of([container])
        seconds = self._wait.seconds_for(found)
        reason = "has not started yet"
        is_healthy = False
        self._host.report.waiting_for(f"{app.service} to become healthy")
        while self._host.clock.now() - began < seconds:
            if not found:
                raise NoAnswer("is gone")
            one = found[0]
            verdict = self._monitor.judge(one, OF_NEW_APP)
            if verdict.status is Status.UNHEALTHY:
                raise NoAnswer(verdict.reason)
            reason = verdict.reason
            if verdict.status is Status.HEALTHY or (one.state == "running" and self._checks.passes(container)):
                self._checks.note_proven(one.id)
                is_healthy = True
                entry = self._entry.ask(one, app, seconds - (self._host.clock.now() - began))
                if isinstance(entry, Entry):
                    return entry
                if entry.is_final:
                    raise NoAnswer(entry.why)
                reason = entry.why
            self._host.clock.sleep(pause(self._host.clock.now() - began) if one.state == "running" else _PAUSE_SECONDS)
            found = self._inspection.of([container])
        noted = self._entry.noted(app) if is_healthy else None
        if noted is None:
            raise NoAnswer(f"{reason} after {seconds:.0f} s")
        return noted

    def stay_ready(self, containers: List[str], service: str) -> str:
        """Why containers that may take over have not stayed healthy for the time that is asked, as the end of a sentence, or ''."""
        wait = MinReadyWait(self._host, self._inspection, self._checks, self._monitor, self._wait.times.min_ready)
        reason = wait.watch(containers, service)
        if not reason:
            self._wait.note_stayed(containers)
        return reason
