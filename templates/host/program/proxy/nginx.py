"""nginx of a site's reverse proxy: its workers, and a reload that is seen to be followed."""
from __future__ import annotations

import time
from typing import Callable, FrozenSet, List, Optional, Protocol, Sequence

from engine.docker import Docker
from proxy.loaded import Certificates, ContainerCertificates

Workers = FrozenSet[str]


class Nginx(Protocol):
    """nginx in a container (`ContainerNginx`), or of the host (proxy/host_nginx.py). An id is that of the container, or of the process."""

    def running(self) -> Optional[List[str]]:
        """Ids of what runs; None if that cannot be known."""

    def workers(self, one: str) -> Optional[Workers]:
        """Ids of the worker processes that take connections; None if that cannot be known."""

    def reload(self, one: str) -> bool:
        """Has nginx load a changed configuration, if it is a valid one; nginx tells what it finds in the log."""

    def certificates(self, one: Optional[str]) -> Certificates:
        """What certbot keeps for it."""


class ContainerNginx:
    def __init__(self, docker: Docker, service: str, certificate_name: str) -> None:
        self._docker = docker
        self._service = service
        self._certificate_name = certificate_name

    def running(self) -> Optional[List[str]]:
        return self._docker.known_containers("status=running", f"label=com.docker.compose.service={self._service}")

    def workers(self, one: str) -> Optional[Workers]:
        return workers_of(self._docker, one)

    def reload(self, one: str) -> bool:
        return reload(self._docker, one)

    def certificates(self, one: Optional[str]) -> Certificates:
        return ContainerCertificates(self._docker, one, self._certificate_name)


def workers_of(docker: Docker, container: str) -> Optional[Workers]:
    """Ids of the worker processes that take connections; None if the engine does not tell."""
    result = docker.run("top", container, "-eo", "pid,args")
    if not result.is_ok:
        return None
    lines = [line.split(None, 1) for line in result.output.splitlines()]
    return frozenset(line[0] for line in lines if len(line) == 2 and line[1].rstrip().endswith("nginx: worker process"))


def has_new_worker(now: Callable[[], Optional[Workers]], before: Workers, pauses: Sequence[float]) -> bool:
    """Waits for a worker that was not there before: nginx makes new ones for a configuration that it follows, and no others.
    It is looked for after each of the pauses.
    """
    for pause in pauses:
        time.sleep(pause)
        if (now() or frozenset()) - before:
            return True
    return False


def reload(docker: Docker, container: str) -> bool:
    """Has nginx load a changed configuration, if it is a valid one; nginx tells what it finds in the log.

    From within: a container that the engine sends a signal, any signal, counts as stopped by hand from then on, and `restart:
    unless-stopped` does not bring it back after a reboot.
    """
    return docker.show("exec", container, "sh", "-c", "nginx -t && nginx -s reload", limit_seconds=60) == 0
