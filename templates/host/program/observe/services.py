"""Looks at the containers of a project once, while only the runner works; see src/host/services.ts."""
from __future__ import annotations

import json
from typing import Any, Dict

from supervisor.survey import Watch, last_lines, survey


def main(sent: Dict[str, Any]) -> None:
    """Prints what is unhealthy, and what the next look has to be told."""
    question = sent["question"]
    before = json.loads(question["before"] or "{}")
    watch = Watch(before.get("restarts", {}), before.get("ended", []))
    unhealthy = [
        {"service": container.service, "reason": reason, "lines": last_lines(container)}
        for container, reason in watch.complaints(survey(question["project"]))
    ]
    print(json.dumps({"unhealthy": unhealthy, "before": json.dumps({"restarts": watch.restarts, "ended": watch.ended})}))
