"""What a step is given."""
from __future__ import annotations

from typing import NamedTuple, Optional

from command.command import Commands
from compose.compose import Compose
from compose.releases import Releases
from engine.docker import Docker
from job.document import JobDocument
from job.fields import Object
from proxy.proxy import Proxy
from steps.report import Report


class Context(NamedTuple):
    """`data` is the step's own part of the job, for `read` of its module; `limit_seconds` the whole time that it has. `rollback_to` is the
    release to go back to after this run's failed: '' if there is none, None if this is not the way back.
    """

    job: JobDocument
    data: Object
    limit_seconds: float
    bundle: str
    commands: Commands
    docker: Docker
    compose: Compose
    releases: Releases
    proxy: Proxy
    report: Report
    rollback_to: Optional[str] = None
