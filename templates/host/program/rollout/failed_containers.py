"""Reports why containers are not healthy: in the log, and for the run's summary."""
from __future__ import annotations

import re
from typing import AbstractSet, Dict, List, Optional

from engine.docker import Docker
from health.diagnosis import Diagnoses, Diagnosis
from health.inspection import Inspection
from health.monitor import Monitor
from steps.report import Report

# As health/reason.py words it.
_RESTARTED = r"was restarted (?:again and again|once|\d+ times)(?:, its last exit code is \d+)?"


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
            self._report.unhealthy(one.service, one.reason.kind, one.reason.text, one.lines, one.checks)
        # The error of the run quotes the end of the log: there the likeliest cause has to be, not what only waits for it.
        for one in reversed(found):
            self._log(one)
        return with_reasons(text, found)

    def _log(self, found: Diagnosis) -> None:
        self._report.log(f"--- {found.service} {found.reason.text}; its last lines:")
        for line in found.lines:
            self._report.log(line)
        for line in found.checks:
            self._report.log(f"health check: {line}")


def with_reasons(text: str, found: List[Diagnosis]) -> str:
    """Names the reasons of those that are more than not ready. Pure."""
    missing: Dict[str, None] = {}
    for one in found:
        reason = f"{one.service} {one.reason.text}"
        restarted = re.compile(rf"(?<![\w.-]){re.escape(one.service)} {_RESTARTED}")
        counted = restarted.search(text) if one.reason.kind == "restart-loop" else None
        if counted is not None:
            # It goes on while this is found out.
            text = text[: counted.start()] + reason + text[counted.end() :]
        elif one.reason.kind != "not-ready" and reason not in text:
            missing[reason] = None
    return "; ".join([text, *missing])
