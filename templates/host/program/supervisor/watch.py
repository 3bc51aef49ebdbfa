"""Observes the containers while a step runs that needs them."""
from __future__ import annotations

import threading
from typing import AbstractSet, Optional, Protocol

from health.diagnosis import Diagnoses, Diagnosis
from health.inspection import Inspection
from health.monitor import Assessment, Monitor
from health.verdict import Status

# What runs after the switch, and so with the new release's containers.
WATCHED = ("probe", "certify", "serve-https", "renewal", "prune")


class Watch(Protocol):
    """Of containers, or of units (native/watch.py)."""

    @property
    def code(self) -> str:
        """The error code of what it finds."""

    @property
    def fault(self) -> Optional[str]:
        """What it has found, as the beginning of a sentence; None: nothing."""

    def end(self) -> None:
        """What is found from now on does not count."""

    def diagnosis(self) -> Optional[Diagnosis]:
        """Of what became unhealthy, for the person who has to find out why."""


class Watcher:
    """In a thread, since the engine may take its time to answer. `services`: those that count."""

    code = "containers-unhealthy"

    def __init__(
        self, inspection: Inspection, services: AbstractSet[str], diagnoses: Diagnoses, monitor: Monitor, seconds: float
    ) -> None:
        self.found: Optional[Assessment] = None
        self.monitor = monitor
        self._inspection = inspection
        self._services = services
        self._diagnoses = diagnoses
        self._seconds = seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._observe, daemon=True)
        self._thread.start()

    @property
    def fault(self) -> Optional[str]:
        return None if self.found is None else f"{self.found.container.service} {self.found.verdict.reason}"

    def _observe(self) -> None:
        while self.found is None:
            health = self.monitor.observe(self._inspection.containers(self._services))
            if self._over.is_set():
                return
            unhealthy = health.with_status(Status.UNHEALTHY)
            self.found = unhealthy[0] if unhealthy else None
            if self._over.wait(self._seconds):
                return

    def end(self) -> None:
        self._over.set()

    def diagnosis(self) -> Optional[Diagnosis]:
        if self.found is None:
            return None
        container, verdict = self.found
        return self._diagnoses.of_unhealthy(container, self.monitor.restarts(container), verdict.reason)
