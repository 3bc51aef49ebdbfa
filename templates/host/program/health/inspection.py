"""What Docker says of a project's containers."""
from __future__ import annotations

from typing import AbstractSet, Dict, List, Optional

from engine.docker import Docker
from health.container import INSPECT_FORMAT, Container, checks_of, parse_containers
from health.patience import HealthCheck, parse_health_check


class Inspection:
    def __init__(self, docker: Docker) -> None:
        self._docker = docker
        self._checks: Dict[str, Optional[HealthCheck]] = {}

    def containers(self, services: Optional[AbstractSet[str]] = None) -> List[Container]:
        """The project's containers, one-off ones not among them; none if the engine does not answer. `services`: of these alone."""
        found = self.of(self._docker.containers())
        return found if services is None else [one for one in found if one.service in services]

    def of(self, ids: List[str]) -> List[Container]:
        """One that has gone in the meantime is missing."""
        text = self._inspected(ids) if ids else ""
        self._checks.update({one: parse_health_check(check) for one, check in checks_of(text).items() if one not in self._checks})
        return parse_containers(text)

    def check(self, container: str) -> Optional[HealthCheck]:
        """The own health check of a container, by its id or name; None if it has none, or is gone. It never changes."""
        if container not in self._checks:
            found = list(checks_of(self._inspected([container])).values())
            if not found:
                return None
            self._checks[container] = parse_health_check(found[0])
        return self._checks[container]

    def _inspected(self, ids: List[str]) -> str:
        return self._docker.run("inspect", "--format", INSPECT_FORMAT, *ids).output
