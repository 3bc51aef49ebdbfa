"""Stops the containers that write into a release whose files are about to get a second place."""
from __future__ import annotations

import json
from typing import List

from compose.releases import Releases
from engine.docker import Docker
from steps.report import Report

_STOP_SECONDS = 120.0


def stop_writers(docker: Docker, releases: Releases, report: Report) -> None:
    """Stops what has a whole release mounted: a database must not be written while its files are copied."""
    for container in docker.containers("status=running"):
        if releases.link not in _written(docker, container):
            continue
        name = docker.output("inspect", "--format", "{{.Name}}", container).lstrip("/")
        report.log(f"Stopping {name}: it has the whole repository mounted, whose files move to {releases.root}/shared")
        docker.run("stop", container, limit_seconds=_STOP_SECONDS)


def _written(docker: Docker, container: str) -> List[str]:
    """The folders of the host that a container may write to."""
    printed = docker.output("inspect", "--format", "{{json .Mounts}}", container)
    mounts = json.loads(printed) if printed else []
    return [mount["Source"] for mount in mounts or [] if mount["Type"] == "bind" and mount["RW"]]
