"""Whether compose would put another container in the place of the running reverse proxy's: then visitors need another one meanwhile."""
from __future__ import annotations

from typing import Optional

from compose.compose import Compose
from engine.docker import Docker
from proxy.proxy import Proxy, Start

_QUESTION_SECONDS = 60.0


class Replacement:
    """Compares the running container with a release as compose does: by the image that its name leads to now, and by the digest of its
    settings. Compose is asked at once and computes while the app starts; the release has to be the current one by then.
    """

    def __init__(self, running: Optional[Start], proxy: Proxy, docker: Docker, compose: Compose, release: str) -> None:
        self._running = None if proxy.is_own else running
        self._docker = docker
        self._service = proxy.service
        words = ("config", "--hash", self._service)
        self._hash = compose.ask(release, *words, limit_seconds=_QUESTION_SECONDS) if self._running else None

    def is_needed(self) -> bool:
        """False for a proxy of the repository's own, for one that does not run, and where the engine or compose do not answer."""
        if self._running is None or self._hash is None:
            return False
        hashes = self._hash()
        image = self._docker.output("image", "inspect", "--format", "{{.Id}}", self._running.image)
        if not image or not hashes.is_ok:
            return False
        return image not in self._running.image_ids or hashes.output.split() != [self._service, self._running.settings]
