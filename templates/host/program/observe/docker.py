"""Docker Engine and docker compose, by their command lines."""
from __future__ import annotations

import os
import re
from shutil import which
from typing import List, Optional

from observe.containers import Found, parse_containers
from observe.document import Engine, Volume
from observe.process import TIMED_OUT, Process, Result, run

_LIST = ("ps", "--all", "--quiet", "--no-trunc")
_VERSION = ("version", "--format", "{{.Server.Version}}")
_ATTEMPTS = 3


class EngineStopped(Exception):
    """The engine stopped answering during the inspection. Incomplete facts would lead to a wrong plan, so the run fails."""


class Docker:
    """The engine, called as the login user if it may, else by sudo. `access` is direct, sudo, or none if no engine answers. What all
    else waits for, the list of containers, is asked for at once; `look` waits for it.
    """

    def __init__(self) -> None:
        self.access = "none"
        self.containers: List[Found] = []
        self._compose: Optional[Process] = None
        self._version: Optional[Process] = None
        self._listed = Process("docker", *_LIST) if which("docker") is not None else None

    def look(self) -> None:
        """Finds out how the engine answers, and what runs there.

        :raises EngineStopped: it stopped answering
        """
        if self._listed is None:
            return
        listed = self._listed.result()
        # The plugin does not need the engine.
        self._compose = Process("docker", "compose", "version", "--short")
        self.access = "direct"
        if not listed.is_ok and listed.status != TIMED_OUT and os.getuid() != 0:
            self.access = "sudo"
            listed = self.run(*_LIST)
        if not listed.is_ok:
            self.access = "none"
            return
        self._version = Process(*self._words(*_VERSION))
        self.containers = self._inspected(listed)

    def engine(self) -> Engine:
        """Versions of the engine and of its plugins."""
        compose = self._compose.output() if self._compose is not None else ""
        found = compose if re.match(r"v?\d", compose) else None
        return {
            "access": self.access,
            "version": (self._version.output() if self._version is not None else "") or None,
            "compose": found,
            "buildx": _buildx() if found is not None and needs_buildx(found) else None,
            "has_compose_v1": found is None and _has_compose_v1(),
        }

    def run(self, *words: str) -> Result:
        return run(*self._words(*words))

    def begin(self, *words: str) -> Process:
        return Process(*self._words(*words))

    def mountpoint(self, volume: str) -> str:
        """Where a volume lies on the disk; '' if there is none."""
        result = self.run("volume", "inspect", "--format", "{{.Mountpoint}}", volume)
        return result.output.strip() if result.is_ok else ""

    def project_volumes(self) -> List[Volume]:
        """Volumes of compose projects, which outlive their containers."""
        labels = [f'{{{{.Label "com.docker.compose.{label}"}}}}' for label in ("project", "volume")]
        form = "\t".join([*labels, "{{.Name}}"])
        result = self.run("volume", "ls", "--filter", "label=com.docker.compose.project", "--format", form)
        parts = (line.split("\t") for line in result.output.split("\n")) if result.is_ok else ()
        return [{"project": part[0], "key": part[1], "name": part[2]} for part in parts if len(part) == 3]

    def _words(self, *words: str) -> List[str]:
        return ["sudo", "-n", "docker", *words] if self.access == "sudo" else ["docker", *words]

    def _inspected(self, listed: Result) -> List[Found]:
        for _ in range(_ATTEMPTS):
            ids = listed.output.split()
            if not ids:
                return []
            result = self.run("inspect", "--type", "container", *ids)
            if result.is_ok:
                return parse_containers(result.output)
            # A container was removed in between.
            listed = self.run(*_LIST)
        raise EngineStopped(f"docker inspect: {result.errors.strip()[-500:]}")


def needs_buildx(compose: str) -> bool:
    """From version 5 on compose builds with buildx; before it has a builder of its own, and nobody has to wait for an answer."""
    major = re.match(r"v?(\d+)", compose)
    return major is not None and int(major.group(1)) >= 5


def _buildx() -> Optional[str]:
    """`github.com/docker/buildx v0.12.1 30feaa1`"""
    found = re.search(r"\bv?(\d+\.\d[\w.+~-]*)", Process("docker", "buildx", "version").output())
    return found.group(1) if found is not None else None


def _has_compose_v1() -> bool:
    """The retired docker-compose."""
    return which("docker-compose") is not None and Process("docker-compose", "version", "--short").output().startswith("1.")
