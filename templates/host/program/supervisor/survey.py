"""How a project's containers are. The supervisor asks while steps run, observe/services.py while only the runner works."""
from __future__ import annotations

import os
import subprocess
from typing import Dict, List, NamedTuple

MOST_RESTARTS = 2
_FORMAT = (
    '{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|'
    '{{with index .State "Health"}}{{.Status}}{{end}}|{{.State.ExitCode}}|{{.RestartCount}}|{{.Id}}'
)


class Container(NamedTuple):
    service: str
    state: str
    health: str
    exit_code: int
    restarts: int
    id: str


class Complaint(NamedTuple):
    container: Container
    reason: str


def engine(*words: str) -> str:
    """What docker prints; nothing if it does not answer."""
    line = ["docker", *words]
    if not os.access("/var/run/docker.sock", os.W_OK) and os.getuid() != 0:
        line = ["sudo", "-n", *line]
    try:
        run = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (run.stdout + (run.stderr if words[0] == "logs" else b"")).decode("utf-8", "replace")


def survey(project: str) -> List[Container]:
    """Its containers, but for those made for one command."""
    ids = engine(
        *("ps", "--all", "--quiet", "--no-trunc", "--filter", f"label=com.docker.compose.project={project}"),
        *("--filter", "label=com.docker.compose.oneoff=False"),
    ).split()
    lines = engine("inspect", "--format", _FORMAT, *ids).splitlines() if ids else []
    parts = [line.split("|") for line in lines]
    return [Container(p[0], p[1], p[2], int(p[3]), int(p[4]), p[5]) for p in parts if len(p) == 6]


class Watch:
    """Finds what became ill since the first look. What has only just ended is looked at twice: a restart passes through that."""

    def __init__(self, restarts: Dict[str, int], ended: List[str]) -> None:
        self.restarts = restarts
        self.ended = ended

    def complaints(self, containers: List[Container]) -> List[Complaint]:
        found = []
        ended = []
        for container in containers:
            before = self.restarts.setdefault(container.id, container.restarts)
            # It counts anew when somebody starts it.
            self.restarts[container.id] = min(before, container.restarts)
            reason = _reason(container, container.restarts - self.restarts[container.id])
            if container.state in ("exited", "dead") and reason:
                ended.append(container.id)
                if container.id not in self.ended:
                    continue
            if reason:
                found.append(Complaint(container, reason))
        self.ended = ended
        return found


def _reason(container: Container, restarts: int) -> str:
    if restarts > MOST_RESTARTS:
        # While it runs once more the engine says 0.
        code = f", its last exit code is {container.exit_code}" if container.exit_code else ""
        return f"was restarted {restarts} times{code}"
    if container.state == "running" and container.health == "unhealthy":
        return "is unhealthy"
    if container.state == "dead" or (container.state == "exited" and container.exit_code != 0):
        return f"ended with exit code {container.exit_code}"
    return ""


def last_lines(container: Container) -> List[str]:
    return engine("logs", "--tail", "30", container.id).splitlines()
