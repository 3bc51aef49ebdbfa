"""One observation of a project's containers while no step runs on the host; see src/host/services.ts, which sends this program."""
from __future__ import annotations

import json
from typing import Any, Dict

from command.command import Commands
from engine.docker import Docker
from health.diagnosis import Diagnoses
from health.inspection import Inspection
from health.monitor import monitor_from_json
from health.redaction import SiteValues
from health.verdict import Status


def main(sent: Dict[str, Any]) -> None:
    """Prints what is unhealthy, and what the next observation has to be given as `before`; '' the first time."""
    question = sent["question"]
    docker = Docker(Commands(), question["project"])
    inspection = Inspection(docker)
    monitor = monitor_from_json(question["before"])
    health = monitor.observe(inspection.containers(set(question["services"])))
    diagnoses = Diagnoses(docker, SiteValues(question["root"], question["site"]))
    found = [
        diagnoses.of_unhealthy(one.container, monitor.restarts(one.container), one.verdict.reason)
        for one in health.with_status(Status.UNHEALTHY)
    ]
    unhealthy = [
        {"service": one.service, "kind": one.reason.kind, "text": one.reason.text, "lines": one.lines, "checks": one.checks}
        for one in found
    ]
    print(json.dumps({"unhealthy": unhealthy, "before": monitor.to_json()}))
