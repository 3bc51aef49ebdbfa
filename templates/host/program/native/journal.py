"""What a process of a release printed last, without values of the env."""
from __future__ import annotations

from typing import List

from health.redaction import SiteValues
from job.document import Site
from native.readiness import NotReady
from native.systemd import Systemd
from steps.report import Report


class Journal:
    def __init__(self, report: Report, systemd: Systemd, site: Site) -> None:
        self._report = report
        self._systemd = systemd
        self._values = SiteValues(site.root, site.certificate_name)

    def explain(self, error: NotReady, release: str) -> str:
        """Reports what did not come up, with its last lines; the failure's text."""
        lines = self.last_lines(error.unit)
        text = self._values.redaction().of(error.reason.text)
        self._report.unhealthy(error.process, error.reason.kind, text, lines, [])
        self._report.log(f"--- {error.process} {text}; its last lines:")
        for line in lines:
            self._report.log(line)
        return f"release {release} did not become ready: {error.process} {text}"

    def last_lines(self, unit: str) -> List[str]:
        redaction = self._values.redaction()
        return [redaction.of(line) for line in self._systemd.last_lines(unit, self._systemd.state(unit).invocation)]
