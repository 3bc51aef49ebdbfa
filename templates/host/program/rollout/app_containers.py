"""The containers of the app, of all releases. Pure, but for `project_containers` and `app_containers`."""
from __future__ import annotations

from typing import List, NamedTuple, Optional

from engine.docker import Docker

_FORMAT = "|".join(
    (
        "{{.ID}}|{{.State}}",
        '{{.Label "ec2-https-deploy.release"}}',
        '{{.Label "ec2-https-deploy.replicas"}}',
        '{{.Label "com.docker.compose.service"}}',
    )
)


class AppContainer(NamedTuple):
    """`declared`: how many replicas its release asked for."""

    id: str
    state: str
    release: str
    declared: int
    service: str


def project_containers(docker: Docker) -> Optional[List[AppContainer]]:
    """Those of all services of the project, newest first; None if the engine does not answer."""
    lines = docker.listed(_FORMAT)
    return None if lines is None else parse_containers(lines)


def app_containers(docker: Docker, service: str) -> Optional[List[AppContainer]]:
    """As `of_app`, by the engine; None if it does not answer."""
    found = project_containers(docker)
    return None if found is None else of_app(found, service)


def of_app(containers: List[AppContainer], service: str) -> List[AppContainer]:
    """Those of a service, and those that carry a release: in another release the app may be another service."""
    return [one for one in containers if one.release or one.service == service]


def parse_containers(lines: List[str]) -> List[AppContainer]:
    parts = [(line.split("|") + [""] * 4)[:5] for line in lines]
    return [AppContainer(p[0], p[1], p[2], int(p[3]) if p[3].isdigit() else 1, p[4]) for p in parts]


def wanted_replicas(containers: List[AppContainer], declared: int) -> int:
    """As many as the new release declares, unless a person asked for another number by `docker compose up --scale`, so that there are
    not as many as their own release declared: then that number.
    """
    largest: List[AppContainer] = []
    for release in dict.fromkeys(one.release for one in containers):
        group = [one for one in containers if one.release == release]
        if len(group) > len(largest):
            largest = group
    if not largest or len(largest) == largest[-1].declared:
        return declared
    return len(largest)


def fallen(containers: List[AppContainer], release: str) -> List[str]:
    """Ids of what ended and is in the way. Of this release what fell over, while another one serves; with no other to serve it was
    stopped by hand: compose starts it again, with what it had written into itself. Of other releases what does not run where this
    release runs: compose, which counts containers, might keep it and take the one that serves.
    """
    own = [one for one in containers if one.release == release]
    others = [one for one in containers if one.release != release]
    found: List[str] = []
    if any(one.state == "running" for one in own):
        found += [one.id for one in others if one.state != "running"]
    if any(one.state == "running" for one in others):
        found += [one.id for one in own if one.state in ("exited", "dead")]
    return found
