"""Reports why containers are not healthy: in the log, and for the run's summary."""
from __future__ import annotations

from typing import AbstractSet, List, Optional

from engine.docker import Docker
from health.diagnosis import Diagnoses, Diagnosis
from health.inspection import Inspection
from health.monitor import Monitor
from steps.report import Report


class FailedContainers:
    def __init__(self, docker: Docker, report: Report, diagnoses: Diagnoses) -> None:
        self._inspection = Inspection(docker)
        self._report = report
        self._diagnoses = diagnoses

    def explain(self, text: str, monitor: Monitor, services: Optional[AbstractSet[str]] = None) -> str:
        """Reports each container of these services, None for all of the project, that is not healthy; the failure's text with what it
        does not say yet.
        """
        found = self._diagnoses.of_all(self._inspection.containers(services), monitor)
        for one in found:
            self._show(one)
        return with_reasons(text, found)

    def _show(self, found: Diagnosis) -> None:
        self._report.unhealthy(found.service, found.reason.kind, found.reason.text, found.lines, found.checks)
        self._report.log(f"--- {found.service} {found.reason.text}; its last lines:")
        for line in found.lines:
            self._report.log(line)
        for line in found.checks:
            self._report.log(f"health check: {line}")


def with_reasons(text: str, found: List[Diagnosis]) -> str:
    """Names the reasons of those that are more than not ready. Pure."""
    reasons = [f"{one.service} {one.reason.text}" for one in found if one.reason.kind != "not-ready"]
    missing = [reason for reason in dict.fromkeys(reasons) if reason not in text]
    return "; ".join([text, *missing])
