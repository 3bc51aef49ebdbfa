"""What Docker reports of a container, as far as its health is concerned."""
from __future__ import annotations

from typing import Dict, List, NamedTuple

# Health and check by index: a container without a health check has no such fields, and `.State.Health` would fail.
INSPECT_FORMAT = (
    '{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|'
    '{{with index .State "Health"}}{{.Status}}{{end}}|{{.State.ExitCode}}|{{.RestartCount}}|{{.Id}}|'
    '{{json (index .Config "Healthcheck")}}'
)
_FIELDS = 6


class Container(NamedTuple):
    """`state` is created, running, paused, restarting, removing, exited or dead; `health` is starting, healthy or unhealthy, and ''
    without a health check. `restarts` counts those that Docker made since a person or compose last started it.
    """

    service: str
    state: str
    health: str
    exit_code: int
    restarts: int
    id: str

    @property
    def has_ended(self) -> bool:
        return self.state in ("exited", "dead")


def parse_containers(text: str) -> List[Container]:
    """Reads lines of `INSPECT_FORMAT`; what is none is left out."""
    return [Container(p[0], p[1], p[2], int(p[3]), int(p[4]), p[5]) for p in _lines(text)]


def checks_of(text: str) -> Dict[str, str]:
    """The JSON of the health checks in lines of `INSPECT_FORMAT`, by container."""
    return {p[5]: p[_FIELDS] for p in _lines(text) if len(p) > _FIELDS}


def _lines(text: str) -> List[List[str]]:
    parts = [line.split("|", _FIELDS) for line in text.splitlines()]
    return [p for p in parts if len(p) >= _FIELDS]
