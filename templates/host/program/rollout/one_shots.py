"""Services that have to do their work before the app starts, such as migrations: the runner names them."""
from __future__ import annotations

from typing import List, NamedTuple

from engine.docker import Docker

_ENDED = ("status=exited", "status=created", "status=dead")
_FORMAT = '{{.ID}}|{{.Label "com.docker.compose.service"}}|{{.Status}}'


class OneShot(NamedTuple):
    """`status` as Docker words it: `Exited (0) 2 hours ago`."""

    id: str
    service: str
    status: str


class OneShots:
    def __init__(self, docker: Docker, services: List[str]) -> None:
        self._docker = docker
        self.services = services

    def containers(self, *filters: str) -> List[OneShot]:
        """Their containers that `docker ps` finds with these filters; none if the engine does not answer."""
        if not self.services:
            return []
        lines = self._docker.listed(_FORMAT, *filters) or []
        found = [OneShot(*line.split("|", 2)) for line in lines if line.count("|") >= 2]
        return [one for one in found if one.service in self.services]

    def remove_ended(self) -> bool:
        """Compose would start one of another release once more, and the new app in parallel with it."""
        return all(self._docker.run("rm", one.id).is_ok for one in self.containers(*_ENDED))

    def failures(self) -> str:
        """Which of them failed, as the end of a sentence; '' if none did."""
        failed = [one for one in self.containers("status=exited") if not one.status.startswith("Exited (0)")]
        return "".join(f"; {one.service}, a one-shot service that must complete first, ended with: {one.status}" for one in failed)
