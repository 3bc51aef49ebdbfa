"""What docker and docker compose answer."""
from __future__ import annotations

import os
import re
from shutil import which
from typing import List, Optional

from observe.ask import Answer, Asked, ask
from observe.containers import Found, parse_containers
from observe.document import Engine, Volume

_LIST = ("ps", "--all", "--quiet", "--no-trunc")
_VERSION = ("version", "--format", "{{.Server.Version}}")
_ATTEMPTS = 3


class Unanswered(Exception):
    """Docker answered before and does not now. Nothing is planned then: half the facts would lead to a wrong plan."""


class Docker:
    """The engine, as the user if it may ask, else by sudo. `access` is direct, sudo, or none where no engine answers."""

    def __init__(self) -> None:
        self.access = "none"
        self._compose: Optional[Asked] = None
        self._version = ""
        self.containers: List[Found] = []
        if which("docker") is None:
            return
        # The plugin answers without the engine.
        self._compose = Asked("docker", "compose", "version", "--short")
        self._find_access()

    def engine(self) -> Engine:
        """How the engine and compose answered."""
        compose = self._compose.output() if self._compose is not None else ""
        found = compose if re.match(r"v?\d", compose) else None
        return {
            "access": self.access,
            "version": self._version or None,
            "compose": found,
            "has_compose_v1": found is None and _has_compose_v1(),
        }

    def ask(self, *words: str) -> Answer:
        return ask(*self._words(*words))

    def mountpoint(self, volume: str) -> str:
        """Where a volume lies on the disk; '' if there is none."""
        answer = self.ask("volume", "inspect", "--format", "{{.Mountpoint}}", volume)
        return answer.output.strip() if answer.is_ok else ""

    def project_volumes(self) -> List[Volume]:
        """Volumes of compose projects, which outlive their containers."""
        labels = [f'{{{{.Label "com.docker.compose.{label}"}}}}' for label in ("project", "volume")]
        form = "\t".join([*labels, "{{.Name}}"])
        answer = self.ask("volume", "ls", "--filter", "label=com.docker.compose.project", "--format", form)
        parts = (line.split("\t") for line in answer.output.split("\n")) if answer.is_ok else ()
        return [{"project": part[0], "key": part[1], "name": part[2]} for part in parts if len(part) == 3]

    def _words(self, *words: str) -> List[str]:
        return ["sudo", "-n", "docker", *words] if self.access == "sudo" else ["docker", *words]

    def _find_access(self) -> None:
        for access in ("direct", "sudo") if os.getuid() != 0 else ("direct",):
            self.access = access
            version = Asked(*self._words(*_VERSION))
            listed = ask(*self._words(*_LIST))
            told = version.output()
            if listed.is_ok:
                self._version = told
                self.containers = self._inspected(listed)
                return
        self.access = "none"

    def _inspected(self, listed: Answer) -> List[Found]:
        for _ in range(_ATTEMPTS):
            ids = listed.output.split()
            if not ids:
                return []
            answer = self.ask("inspect", "--type", "container", *ids)
            if answer.is_ok:
                return parse_containers(answer.output)
            # One of them was removed meanwhile.
            listed = self.ask(*_LIST)
        raise Unanswered(f"docker inspect: {answer.errors.strip()[-500:]}")


def _has_compose_v1() -> bool:
    """The retired docker-compose."""
    return which("docker-compose") is not None and Asked("docker-compose", "version", "--short").output().startswith("1.")
