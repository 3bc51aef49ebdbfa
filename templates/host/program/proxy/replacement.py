"""Whether compose would put another container in the place of the running reverse proxy's: then visitors need another one meanwhile."""
from __future__ import annotations

from typing import Optional

from compose.compose import Compose
from engine.docker import Docker
from proxy.proxy import Proxy, Start

_QUESTION = (
    '{{.Config.Image}}|{{.Image}}|{{index .Config.Labels "com.docker.compose.image"}}|'
    '{{index .Config.Labels "com.docker.compose.config-hash"}}'
)


def is_to_be_replaced(running: Optional[Start], proxy: Proxy, docker: Docker, compose: Compose, release: str) -> bool:
    """Compares the running container with the release as compose does: by the image that its name leads to now, and by the digest of its
    settings. False for a proxy of the repository's own, for one that does not run, and where the engine or compose do not answer.
    """
    if proxy.is_own or running is None:
        return False
    words = docker.output("inspect", "--format", _QUESTION, running.container).split("|")
    if len(words) != 4:
        return False
    name, *images, settings = words
    image = docker.output("image", "inspect", "--format", "{{.Id}}", name)
    hashes = compose.run(release, "config", "--hash", proxy.service, limit_seconds=60)
    if not image or not hashes.is_ok:
        return False
    return image not in images or hashes.output.split() != [proxy.service, settings]
