"""The host as the parts of a rollout see it."""
from __future__ import annotations

from typing import NamedTuple, Optional

from command.clock import Clock, Deadline
from command.command import Commands
from compose.compose import Compose
from compose.releases import Releases
from engine.docker import Docker
from proxy.proxy import Proxy
from steps.report import Report


class Host(NamedTuple):
    """`deadline` is the end of the step; `drain_seconds` how long requests to the old release are waited for, if a person has set it."""

    commands: Commands
    docker: Docker
    compose: Compose
    releases: Releases
    proxy: Proxy
    report: Report
    clock: Clock
    deadline: Deadline
    drain_seconds: Optional[float] = None
