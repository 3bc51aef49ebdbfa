"""One observation while no step runs on the host: `python3 -BE program watch PROJECT BEFORE` prints what is unhealthy, and what the
next observation has to be given as BEFORE; '' the first time.
"""
from __future__ import annotations

import json

from command.command import Commands
from engine.docker import Docker
from health.inspection import Inspection
from health.monitor import monitor_from_json
from health.verdict import Status


def watch(project: str, before: str) -> None:
    inspection = Inspection(Docker(Commands(), project))
    monitor = monitor_from_json(before)
    health = monitor.observe(inspection.containers())
    unhealthy = [
        {"service": one.container.service, "reason": one.verdict.reason, "lines": inspection.last_lines(one.container.id)}
        for one in health.with_status(Status.UNHEALTHY)
    ]
    print(json.dumps({"ill": unhealthy, "before": monitor.to_json()}))
