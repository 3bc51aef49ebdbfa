"""One observation of a project's containers while no step runs on the host; see src/host/services.ts, which sends this program."""
from __future__ import annotations

import json
from typing import Any, Dict

from command.command import Commands
from engine.docker import Docker
from health.inspection import Inspection
from health.monitor import monitor_from_json
from health.verdict import Status


def main(sent: Dict[str, Any]) -> None:
    """Prints what is unhealthy, and what the next observation has to be given as `before`; '' the first time."""
    question = sent["question"]
    inspection = Inspection(Docker(Commands(), question["project"]))
    monitor = monitor_from_json(question["before"])
    health = monitor.observe(inspection.containers())
    unhealthy = [
        {"service": one.container.service, "reason": one.verdict.reason, "lines": inspection.last_lines(one.container.id)}
        for one in health.with_status(Status.UNHEALTHY)
    ]
    print(json.dumps({"unhealthy": unhealthy, "before": monitor.to_json()}))
