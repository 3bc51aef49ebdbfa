"""Runs health checks now. Docker waits for the check's interval first, which is 30 seconds unless somebody chose otherwise."""
from __future__ import annotations

from typing import List, Set

from engine.docker import Docker
from health.container import Container
from health.inspection import Inspection

_CHECK_SECONDS = 10.0


class Checks:
    def __init__(self, docker: Docker, inspection: Inspection) -> None:
        self._docker = docker
        self._inspection = inspection
        self._proven: Set[str] = set()

    def note_proven(self, container: str) -> None:
        self._proven.add(container)

    def is_proven(self, container: Container) -> bool:
        """Whether it was found healthy by more than that it runs."""
        return container.id in self._proven

    def passes(self, container: str) -> bool:
        """Whether the container's own check passes at this moment."""
        check = self._inspection.check(container)
        if check is None or not check.command:
            return False
        return self._docker.run("exec", container, *check.command, limit_seconds=_CHECK_SECONDS).is_ok

    def ahead_of_docker(self, containers: List[Container]) -> List[Container]:
        """The same containers; one that would pass its check already counts as healthy."""
        return [self._checked(one) for one in containers]

    def _checked(self, container: Container) -> Container:
        if (container.state, container.health) != ("running", "starting"):
            return container
        if not self.is_proven(container):
            if not self.passes(container.id):
                return container
            self.note_proven(container.id)
        return container._replace(health="healthy")
