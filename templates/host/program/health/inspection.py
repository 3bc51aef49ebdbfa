"""What Docker says of a project's containers."""
from __future__ import annotations

from typing import AbstractSet, Dict, List, Optional

from engine.docker import Docker
from health.container import INSPECT_FORMAT, Container, parse_containers
from health.patience import HealthCheck, parse_health_check

# By index, as with the health: a container without a check may have no such field.
_CHECK_FORMAT = '{{json (index .Config "Healthcheck")}}'


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
        return parse_containers(self._docker.run("inspect", "--format", INSPECT_FORMAT, *ids).output) if ids else []

    def check(self, container: str) -> Optional[HealthCheck]:
        """The container's own health check; None if it has none. It never changes."""
        if container not in self._checks:
            found = self._docker.run("inspect", "--format", _CHECK_FORMAT, container)
            if not found.is_ok:
                return None
            self._checks[container] = parse_health_check(found.output)
        return self._checks[container]
