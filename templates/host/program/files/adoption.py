"""Stops the containers that write into a release whose files are about to get a second place."""
from __future__ import annotations

import json
from typing import List

from command.failed import Failed
from compose.releases import Releases
from engine.docker import Docker
from steps.report import Report

_CODE = "data-not-written"


def stop_writers(docker: Docker, releases: Releases, report: Report, limit_seconds: float) -> None:
    """Stops what has a whole release mounted: a database must not be written while its files are copied.

    :raises Failed: data-not-written, where it is not certain that nothing writes there any more
    """
    running = docker.known_containers("status=running")
    if running is None:
        raise Failed(_CODE, "the Docker Engine does not list the running containers")
    for container in running:
        if releases.link in _written(docker, container):
            _stop(docker, container, releases, report, limit_seconds)


def _written(docker: Docker, container: str) -> List[str]:
    """The folders of the host that a container may write to."""
    result = docker.run("inspect", "--format", "{{json .Mounts}}", container)
    if not result.is_ok:
        raise Failed(_CODE, f"the mounts of container {container} are not known: {result.errors.strip()}")
    return [mount["Source"] for mount in json.loads(result.output) or [] if mount["Type"] == "bind" and mount["RW"]]


def _stop(docker: Docker, container: str, releases: Releases, report: Report, limit_seconds: float) -> None:
    name = docker.output("inspect", "--format", "{{.Name}}", container).lstrip("/")
    report.log(f"Stopping {name}: it has the whole repository mounted, whose files move to {releases.root}/shared")
    report.waiting_for(f"{name} to stop")
    # As long as the step may take: a container may be given minutes to stop (stop_grace_period).
    result = docker.run("stop", container, limit_seconds=limit_seconds)
    if not result.is_ok:
        raise Failed(_CODE, f"{name} did not stop: {result.errors.strip()}")
