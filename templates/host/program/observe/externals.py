"""What a project uses and docker compose does not make: external networks and volumes, containers of others."""
from __future__ import annotations

import re
from typing import List, Mapping

from observe.docker import Docker
from observe.document import External

_NOT_FOUND = re.compile(r"no such|not found", re.IGNORECASE)


class Externals:
    """Asks for each at once; `missing` waits for the answers. To be made when `docker` has looked."""

    def __init__(self, docker: Docker, asked: List[Mapping[str, str]]) -> None:
        has_engine = docker.access != "none"
        self._names = {name for one in docker.containers for name in (one.name, one.id, one.id[:12])}
        self._containers = [one["name"] for one in asked if one["kind"] == "container"] if has_engine else []
        others = [(one["kind"], one["name"]) for one in asked if one["kind"] != "container"] if has_engine else []
        self._asked = [(kind, name, docker.begin(kind, "inspect", "--format", "{{.Name}}", "--", name)) for kind, name in others]

    def missing(self) -> List[External]:
        """Those that are certainly not there."""
        absent = [(kind, name) for kind, name, process in self._asked if _is_absent(process.result().is_ok, process.result().errors)]
        absent += [("container", name) for name in self._containers if name not in self._names]
        return [{"kind": kind, "name": name} for kind, name in absent]


def _is_absent(is_ok: bool, errors: str) -> bool:
    return not is_ok and _NOT_FOUND.search(errors) is not None
