"""Waits until a project's containers are healthy."""
from __future__ import annotations

from typing import List

from command.clock import Clock, Deadline
from health.checks import Checks
from health.container import Container
from health.inspection import Inspection
from health.monitor import Monitor
from health.patience import patience, pause
from health.settling import StackSettling
from health.verdict import Status
from steps.report import Report

_SETTLING_SECONDS = 0.2


class Unhealthy(Exception):
    """What is unhealthy, as a sentence."""


class HealthWait:
    def __init__(self, inspection: Inspection, checks: Checks, report: Report, clock: Clock, deadline: Deadline, least: float) -> None:
        """`least`: seconds for which containers are waited for, even if their own health checks are over sooner."""
        self._inspection = inspection
        self._checks = checks
        self._report = report
        self._clock = clock
        self._deadline = deadline
        self._least = least

    def seconds_for(self, containers: List[Container]) -> float:
        """For how long these are waited for."""
        found = [self._inspection.check(one.id) for one in containers]
        return patience([check for check in found if check is not None], self._least, self._deadline.left())

    def until_healthy(self, monitor: Monitor) -> None:
        """Waits for all containers of the project.

        :raises Unhealthy: one is unhealthy, or their time is over
        """
        began = self._clock.now()
        settling = StackSettling()
        seconds = self.seconds_for(self._inspection.containers())
        told = None
        waited_for = "no container was found"
        while self._clock.now() - began < seconds:
            health = monitor.observe(self._checks.ahead_of_docker(self._inspection.containers()))
            awaited = " ".join(sorted({one.container.service for one in health.with_status(Status.WAITING)}))
            if awaited != told:
                self._report.waiting_for(f"{awaited or 'the containers'} to become healthy")
                told = awaited
            if health.status is Status.UNHEALTHY:
                raise Unhealthy(health.reasons(Status.UNHEALTHY))
            if health.status is Status.WAITING:
                settling.reset()
                waited_for = health.reasons(Status.WAITING) or waited_for
                self._clock.sleep(pause(self._clock.now() - began))
                continue
            if settling.is_over(all(self._is_proven(one.container, monitor) for one in health.assessments)):
                return
            self._clock.sleep(_SETTLING_SECONDS)
        raise Unhealthy(f"not healthy within {seconds:.0f} s: {waited_for}")

    def _is_proven(self, container: Container, monitor: Monitor) -> bool:
        """Whether it is not both new and without a health check."""
        is_unchecked = container.state == "running" and not container.health
        return not is_unchecked or monitor.knows(container) or self._checks.is_proven(container)

    def show_unhealthy(self) -> None:
        """The last lines of every container that is not healthy, for the person who has to find out why."""
        for one in self._inspection.containers():
            is_running = one.state == "running" and one.health in ("", "healthy") and one.restarts == 0
            if is_running or (one.state == "exited" and one.exit_code == 0):
                continue
            health = f", {one.health}" if one.health else ""
            state = f"{one.state}{health}, exit code {one.exit_code}, {one.restarts} restarts"
            self._report.log(f"--- {one.service}: {state}; its last lines:")
            for line in self._inspection.last_lines(one.id) + self._inspection.check_lines(one.id):
                self._report.log(line)
