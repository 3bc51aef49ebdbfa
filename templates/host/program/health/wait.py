"""Waits until a project's containers are healthy."""
from __future__ import annotations

from typing import AbstractSet, List, Optional, Sequence, Set

from command.clock import Clock, Deadline
from health.checks import Checks
from health.container import Container
from health.inspection import Inspection
from health.monitor import Monitor
from health.patience import HealthTimes, patience, pause
from health.settling import MinReady, StackSettling
from health.verdict import Status
from steps.report import Report

_SETTLING_SECONDS = 0.2


class Unhealthy(Exception):
    """What is unhealthy, as a sentence."""


class HealthWait:
    def __init__(
        self, inspection: Inspection, checks: Checks, report: Report, clock: Clock, deadline: Deadline, times: HealthTimes
    ) -> None:
        self._inspection = inspection
        self._checks = checks
        self._report = report
        self._clock = clock
        self._deadline = deadline
        self.times = times
        self._stayed: Set[str] = set()

    def seconds_for(self, containers: List[Container]) -> float:
        """For how long these are waited for."""
        found = [self._inspection.check(one.id) for one in containers]
        return patience([check for check in found if check is not None], self.times, self._deadline.left())

    def until_healthy(
        self, monitor: Monitor, services: Optional[AbstractSet[str]] = None, leaving: Sequence[str] = ()
    ) -> None:
        """Waits for the containers of these services; None: for all containers of the project. Not for those of `leaving`, ids of what
        is being stopped.

        :raises Unhealthy: one is unhealthy, or their time is over
        """
        began = self._clock.now()
        settling = StackSettling()
        min_ready = MinReady(self.times.min_ready)
        def present() -> List[Container]:
            return [one for one in self._inspection.containers(services) if one.id not in leaving]

        found = present()
        seconds = self.seconds_for(found)
        told = None
        waited_for = "no container was found"
        while self._clock.now() - began < seconds:
            health = monitor.observe(self._checks.ahead_of_docker(found))
            awaited = " ".join(sorted({one.container.service for one in health.with_status(Status.WAITING)}))
            if awaited != told:
                self._report.waiting_for(f"{awaited or 'the containers'} to become healthy")
                told = awaited
            if health.status is Status.UNHEALTHY:
                raise Unhealthy(health.reasons(Status.UNHEALTHY))
            if health.status is Status.WAITING:
                settling.reset()
                min_ready.reset()
                waited_for = health.reasons(Status.WAITING) or waited_for
                self._clock.sleep(pause(self._clock.now() - began))
                found = present()
                continue
            has_stayed = min_ready.is_over(self._clock.now()) or not any(self._is_new(one.container, monitor) for one in health.assessments)
            if settling.is_over(all(self._is_proven(one.container, monitor) for one in health.assessments)) and has_stayed:
                return
            self._clock.sleep(_SETTLING_SECONDS)
            found = present()
        raise Unhealthy(f"not healthy within {seconds:.0f} s: {waited_for}")

    def note_stayed(self, containers: List[str]) -> None:
        """These have stayed healthy for as long as is asked."""
        self._stayed.update(containers)

    def _is_new(self, container: Container, monitor: Monitor) -> bool:
        """Whether it still has to stay healthy for a while."""
        return container.state == "running" and not monitor.knows(container) and container.id not in self._stayed

    def _is_proven(self, container: Container, monitor: Monitor) -> bool:
        """Whether it is not both new and without a health check."""
        is_unchecked = container.state == "running" and not container.health
        return not is_unchecked or monitor.knows(container) or self._checks.is_proven(container)
