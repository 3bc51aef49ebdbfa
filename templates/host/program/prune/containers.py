"""What releases that run in containers have on the host besides their files: images."""
from __future__ import annotations

import os
from typing import List, Optional, Set

from command.privileged import Privileged
from compose.releases import Releases, read_text
from engine.docker import Docker
from prune.mounts import mounted_paths

_REMOVE_SECONDS = 600.0


class Containers:
    def __init__(self, docker: Docker, privileged: Privileged, releases: Releases) -> None:
        self._docker = docker
        self._privileged = privileged
        self._releases = releases

    def used_paths(self) -> Optional[List[str]]:
        return mounted_paths(self._docker, self._privileged, self._releases.root)

    def remove(self, release: str, kept: Set[str]) -> None:
        used = {image for name in kept for image in self._images(name)}
        unused = [image for image in self._images(release) if image not in used]
        if unused:
            # In one call: docker goes on with the others where one cannot be removed.
            self._docker.run("image", "rm", *unused, limit_seconds=_REMOVE_SECONDS)

    def forget(self, release: str) -> None:
        noted = self._noted(release)
        if os.path.exists(noted):
            os.unlink(noted)

    def _images(self, release: str) -> List[str]:
        return read_text(self._noted(release)).split()

    def _noted(self, release: str) -> str:
        return os.path.join(self._releases.record(release), "images")
