"""Docker's containers, as `docker inspect` tells them in JSON."""
from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from observe.document import Container
from observe.stopped import booted_at, is_stopped

_LABEL = "com.docker.compose."


class Mount(NamedTuple):
    """A volume or a directory of the host. `name` is the volume's, '' of a directory; `source` is where it lies on the host."""

    name: str
    source: str
    target: str


class Found(NamedTuple):
    """A container of the host. `published` are its TCP ports on the host."""

    id: str
    name: str
    labels: Dict[str, str]
    state: str
    health: Optional[str]
    exit_code: int
    is_stopped: bool
    published: List[int]
    mounts: List[Mount]

    def label(self, name: str) -> str:
        """A label that compose gave it, such as `service`; '' without one."""
        return self.labels.get(_LABEL + name, "")

    @property
    def project(self) -> str:
        return self.label("project")

    @property
    def service(self) -> str:
        return self.label("service")

    @property
    def is_one_off(self) -> bool:
        """Made by `docker compose run`, for one command."""
        return self.label("oneoff") == "True"


def parse_containers(inspected: str) -> List[Found]:
    """Reads what `docker inspect` prints."""
    booted = booted_at()
    return [_parse(one, booted) for one in json.loads(inspected)]


def project_containers(containers: List[Found], project: str) -> List[Container]:
    """The project's own, those that were made for one command not among them."""
    return [_facts(one) for one in containers if one.project == project and one.label("oneoff") == "False"]


def _facts(found: Found) -> Container:
    return {
        "service": found.service,
        "state": found.state,
        "health": found.health,
        "exit_code": found.exit_code if found.state == "exited" else 0,
        "is_stopped": found.is_stopped,
        "config": found.label("config-hash"),
        "image": found.label("image"),
    }


def _parse(one: Mapping[str, Any], booted: str) -> Found:
    state = one["State"]
    restart = ((one.get("HostConfig") or {}).get("RestartPolicy") or {}).get("Name") or ""
    health = (state.get("Health") or {}).get("Status")
    return Found(
        id=one["Id"],
        name=one["Name"].lstrip("/"),
        labels=(one.get("Config") or {}).get("Labels") or {},
        state=state["Status"],
        health=None if health in (None, "", "none") else health,
        exit_code=state.get("ExitCode") or 0,
        is_stopped=is_stopped(state, restart, booted),
        published=_published((one.get("NetworkSettings") or {}).get("Ports") or {}),
        mounts=[_mount(mount) for mount in one.get("Mounts") or [] if mount["Type"] in ("bind", "volume")],
    )


def _published(ports: Mapping[str, Optional[List[Mapping[str, str]]]]) -> List[int]:
    """`{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "80"}], "9000/tcp": null}`"""
    bound = [place for name, places in ports.items() if name.endswith("/tcp") for place in places or []]
    return [int(place["HostPort"]) for place in bound if place.get("HostPort", "").isdigit()]


def _mount(mount: Mapping[str, str]) -> Mount:
    return Mount(mount.get("Name") or "", mount.get("Source") or "", mount.get("Destination") or "")
