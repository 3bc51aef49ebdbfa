"""Finds out why containers are not healthy, with their last lines."""
from __future__ import annotations

import json
import os
from typing import Dict, List, NamedTuple, Optional, Sequence

from engine.docker import Docker
from engine.sockets import Socket, listening
from health.container import Container
from health.monitor import Monitor
from health.reason import CheckRun, Facts, Reason, is_not_executable, reason_of
from health.redaction import SiteValues

_MOST_LINES = 30
_MOST_CHECKS = 3
_MOST_CHECK_LINES = 10
# The memory limit in bytes, the image, then what the engine knows of the container's state.
_STATE_FORMAT = "{{.HostConfig.Memory}} {{.Image}} {{json .State}}"


class Diagnosis(NamedTuple):
    """`lines` are its last ones, `checks` what its health check printed last; all without values of the `.env`."""

    service: str
    reason: Reason
    lines: List[str]
    checks: List[str]


class Asked(NamedTuple):
    """The service that the reverse proxy passes requests to, and the ports at which it is asked, as far as they are known."""

    service: str
    ports: Sequence[int]


class Diagnoses:
    def __init__(self, docker: Docker, values: SiteValues, asked: Optional[Asked] = None) -> None:
        self._docker = docker
        self._values = values
        self._asked = asked

    def of_all(self, containers: List[Container], monitor: Monitor) -> List[Diagnosis]:
        """Of those that are not healthy, first of those that are more than not ready yet, and of these of the one that was restarted most:
        others end because it is not there. Where one is asked is a matter of its release: of those that the monitor knows from before
        nothing is said of that.
        """
        counted = [(one, monitor.restarts(one)) for one in containers]
        counted.sort(key=lambda pair: -pair[1])
        found = [self.of(one, restarts, is_new=not monitor.knows(one)) for one, restarts in counted]
        return sorted((one for one in found if one is not None), key=lambda one: one.reason.kind == "not-ready")

    def of(self, container: Container, restarts: int, is_new: bool = True) -> Optional[Diagnosis]:
        """None for a container that does what it is for."""
        is_asked = is_new and self._asked is not None and container.service == self._asked.service
        if not is_asked and _is_well(container, restarts):
            return None
        lines = self.last_lines(container.id)
        facts = self._facts(container, restarts, lines, is_asked)
        reason = reason_of(facts)
        if reason is None:
            return None
        checks = [line for check in facts.checks for line in check.output.splitlines() if line.strip()]
        text = self._values.redaction().of(reason.text)
        return Diagnosis(container.service, Reason(reason.kind, text), lines, self._without_values(checks[-_MOST_CHECK_LINES:]))

    def of_unhealthy(self, container: Container, restarts: int, verdict: str) -> Diagnosis:
        """Of one that was found unhealthy. By now it may run again: then the verdict is all there is to say."""
        found = self.of(container, restarts)
        return found or Diagnosis(container.service, Reason("other", verdict), self.last_lines(container.id), [])

    def last_lines(self, container: str) -> List[str]:
        """What it printed last."""
        said = self._docker.run("logs", "--tail", str(_MOST_LINES), container)
        return self._without_values((said.output + said.errors).splitlines()[-_MOST_LINES:])

    def _without_values(self, lines: List[str]) -> List[str]:
        redaction = self._values.redaction()
        return [redaction.of(line) for line in lines]

    def _facts(self, container: Container, restarts: int, lines: List[str], is_asked: bool) -> Facts:
        told = self._docker.output("inspect", "--format", _STATE_FORMAT, container.id)
        memory, image, text = (told.split(" ", 2) + ["", ""])[:3]
        state = _object(text)
        health = state.get("Health")
        checked = health if isinstance(health, dict) else {}
        error = str(state.get("Error") or "")
        return Facts(
            container=container,
            restarts=restarts,
            is_out_of_memory=state.get("OOMKilled") is True,
            error=error,
            memory=int(memory) if memory.isdigit() else 0,
            failing_streak=int(checked.get("FailingStreak") or 0),
            checks=_checks(checked.get("Log")),
            ports=self._asked.ports if self._asked else (),
            sockets=_sockets(state.get("Pid")) if is_asked else None,
            image_architecture=self._architecture(image) if is_not_executable((error, *lines)) else "",
            host_machine=os.uname().machine,
            lines=lines,
        )

    def _architecture(self, image: str) -> str:
        return self._docker.output("image", "inspect", "--format", "{{.Architecture}}", image) if image else ""


def _is_well(container: Container, restarts: int) -> bool:
    is_running = container.state == "running" and container.health in ("", "healthy") and restarts == 0
    return is_running or (container.state == "exited" and container.exit_code == 0)


def _sockets(pid: object) -> Optional[List[Socket]]:
    return listening(pid) if isinstance(pid, int) else None


def _object(text: str) -> Dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _checks(log: object) -> List[CheckRun]:
    runs = [one for one in log if isinstance(one, dict)] if isinstance(log, list) else []
    return [CheckRun(int(one.get("ExitCode") or 0), str(one.get("Output") or "")) for one in runs[-_MOST_CHECKS:]]
