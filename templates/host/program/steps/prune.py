"""Removes old releases."""
from __future__ import annotations

import time
from typing import NamedTuple

from command.privileged import Privileged
from engine.build_cache import BuildCache
from job.fields import Object, integer
from job.whole import whole
from prune.build_cache import OwnCache
from prune.containers import Containers
from prune.prune import Prune
from prune.room import Needs, check_room
from steps.context import Context

_PRUNE_SECONDS = 120.0
_IMAGES = "/var/lib/docker"


class Plan(NamedTuple):
    """How many releases stay, and what has to be free afterwards."""

    keep: int
    needs: Needs


def read(of: Object) -> Plan:
    return Plan(integer(of, "keep"), Needs(integer(of, "needed_bytes"), integer(of, "needed_inodes")))


def run(context: Context) -> None:
    """:raises Failed: insufficient-disk"""
    job = context.job
    plan = whole(context.data, read)
    privileged = Privileged(context.commands)
    containers = Containers(context.docker, privileged, context.releases)
    prune = Prune(containers, privileged, context.releases, context.report)
    prune.run(plan.keep, job.release, job.expected)
    freed = OwnCache(job.site.root, BuildCache()).bound(time.time())
    if freed:
        context.report.log(f"Removed {freed >> 20} MiB of this site's build cache")
    # Images that lost their name to a newer one of this project; those of others have another label, or none.
    project = f"label=com.docker.compose.project={job.site.project}"
    context.docker.run("image", "prune", "--force", "--filter", project, limit_seconds=_PRUNE_SECONDS)
    check_room([job.site.root, _IMAGES], plan.needs)
