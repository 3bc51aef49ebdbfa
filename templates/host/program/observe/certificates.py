"""The site's certificate (public), out of its volume."""
from __future__ import annotations

import os
from typing import Optional

from observe.docker import Docker
from observe.text_file import read_text

_END = "-----END CERTIFICATE-----"


class Certificate:
    """A certificate in a volume. `path` is where it lies on the disk, which only root may read; '' if there is no such volume."""

    def __init__(self, docker: Docker, volume: str, name: str) -> None:
        self._docker = docker
        self._volume = volume
        self._name = name
        mountpoint = self._mountpoint()
        self.path = self._below(mountpoint) if mountpoint else ""

    def _mountpoint(self) -> str:
        """Where the volume lies on the disk. A container that mounts it shows that without another question."""
        if not self._volume or self._docker.access == "none":
            return ""
        mounts = (mount for one in self._docker.containers for mount in one.mounts)
        source = next((mount.source for mount in mounts if mount.name == self._volume), "")
        return source or self._docker.mountpoint(self._volume)

    def through_container(self) -> Optional[str]:
        """The certificate, read by a container that mounts the volume."""
        for one in self._docker.containers:
            target = next((mount.target for mount in one.mounts if self._volume and mount.name == self._volume), None)
            if target is not None and one.state == "running":
                result = self._docker.run("exec", one.id, "cat", self._below(target))
                return _own(result.output) if result.is_ok else None
        return None

    def _below(self, place: str) -> str:
        """As certbot keeps it."""
        return os.path.join(place, "live", self._name, "fullchain.pem")


def read_certificate(path: str) -> Optional[str]:
    """The certificate at a path; None if it cannot be read."""
    return _own(read_text(path) or "")


def _own(chain: str) -> Optional[str]:
    """The site's own; those of its authorities come after it, and are twice as long. Without a line's end."""
    own, end, _ = chain.partition(_END)
    return (own + end).rstrip("\n") or None
