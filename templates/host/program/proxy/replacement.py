"""Whether compose would put another container in the place of the running reverse proxy's: then visitors need another one meanwhile."""
from __future__ import annotations

from typing import Callable, Optional

from command.command import Result
from compose.compose import Compose
from engine.docker import Docker
from proxy.proxy import Proxy, Start

_QUESTION_SECONDS = 60.0


class Replacement:
    """Compares the running container with a release as compose does: by the image that its name leads to now, and by the digest of its
    settings. The release has to be the current one when compose is asked.
    """

    def __init__(self, running: Optional[Start], proxy: Proxy, docker: Docker, compose: Compose, release: str) -> None:
        self._running = None if proxy.is_own else running
        self._docker = docker
        self._compose = compose
        self._release = release
        self._service = proxy.service
        self._hash: Optional[Callable[[], Result]] = None

    def ask(self) -> None:
        """Has compose compute the digest while other work is done, or nothing is."""
        if self._running is not None and self._hash is None:
            words = ("config", "--hash", self._service)
            self._hash = self._compose.ask(self._release, *words, limit_seconds=_QUESTION_SECONDS)

    def is_needed(self) -> bool:
        """False for a proxy of the repository's own, for one that does not run, and where the engine or compose do not answer."""
        self.ask()
        if self._running is None or self._hash is None:
            return False
        hashes = self._hash()
        image = self._docker.output("image", "inspect", "--format", "{{.Id}}", self._running.image)
        if not image or not hashes.is_ok:
            return False
        return image not in self._running.image_ids or hashes.output.split() != [self._service, self._running.settings]
