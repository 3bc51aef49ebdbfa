"""The ACME webroot: the folder in which the certificate authority finds the files that prove who asks."""
from __future__ import annotations

import os
from typing import List, Optional

from command.command import Commands
from command.root import as_root
from compose.compose import Compose
from engine.docker import Docker
from job.document import Site

_CHALLENGES = ".well-known/acme-challenge"
# `sh -c … write-probe FOLDER TOKEN`
_WRITE = 'umask 022; mkdir -p "$1" && printf %s "$2" >"$1/$2"'


class DiskWebroot:
    """A folder on the host's disk, in which root writes: a container only for this would take a second."""

    def __init__(self, commands: Commands, folder: str) -> None:
        self._commands = commands
        self._folder = folder

    def write(self, token: str, limit_seconds: float) -> bool:
        """Writes a file that has its name as content; whether that went well."""
        words = ["sh", "-c", _WRITE, "write-probe", os.path.join(self._folder, _CHALLENGES), token]
        return self._commands.show(as_root(words), limit_seconds) == 0

    def remove(self, token: str, limit_seconds: float) -> None:
        """Removes the file again, if it can."""
        self._commands.show(as_root(["rm", "-f", os.path.join(self._folder, _CHALLENGES, token)]), limit_seconds)


class Webroot:
    """That of a certbot service. Where only a container sees the folder, one writes into it (`release` has the service)."""

    def __init__(self, site: Site, commands: Commands, docker: Docker, compose: Compose, release: str) -> None:
        self._site = site
        self._commands = commands
        self._docker = docker
        self._compose = compose
        self._release = release

    def write(self, token: str, limit_seconds: float) -> bool:
        """As `DiskWebroot.write`."""
        disk = self._on_disk()
        if disk is not None:
            return disk.write(token, limit_seconds)
        words = ["-c", _WRITE, "write-probe", self._inside(_CHALLENGES), token]
        return self._in_container("--quiet-pull", "sh", words, limit_seconds)

    def remove(self, token: str, limit_seconds: float) -> None:
        """As `DiskWebroot.remove`."""
        disk = self._on_disk()
        if disk is not None:
            disk.remove(token, limit_seconds)
        else:
            self._in_container("", "rm", ["-f", self._inside(f"{_CHALLENGES}/{token}")], limit_seconds)

    def _on_disk(self) -> Optional[DiskWebroot]:
        """The folder on the host's disk; None where only a container can see it."""
        volume = self._site.webroot_volume
        place = self._docker.output("volume", "inspect", "--format", "{{.Mountpoint}}", volume) if volume else ""
        is_there = place and self._commands.run(as_root(["test", "-d", place]), 10).is_ok
        return DiskWebroot(self._commands, place) if is_there else None

    def _inside(self, path: str) -> str:
        return f"{self._site.certbot_webroot}/{path}"

    def _in_container(self, option: str, program: str, words: List[str], limit_seconds: float) -> bool:
        options = [option] if option else []
        service = self._site.certbot_service or ""
        call = self._compose.once(self._release, *options, "--no-deps", "--entrypoint", program, service, *words)
        return self._compose.show(self._release, *call, limit_seconds=limit_seconds) == 0
