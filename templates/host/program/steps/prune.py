"""Removes old releases."""
from __future__ import annotations

import time

from command.privileged import Privileged
from engine.build_cache import BuildCache
from job.fields import Object, integer
from job.whole import whole
from prune.build_cache import OwnCache
from prune.prune import Prune
from steps.context import Context

_PRUNE_SECONDS = 120.0


def read(of: Object) -> int:
    return integer(of, "keep")


def run(context: Context) -> None:
    job = context.job
    prune = Prune(context.docker, Privileged(context.commands), context.releases, context.report)
    prune.run(whole(context.data, read), job.release, job.expected)
    freed = OwnCache(job.site.root, BuildCache()).bound(time.time())
    if freed:
        context.report.log(f"Removed {freed >> 20} MiB of this site's build cache")
    # Images that lost their name to a newer one of this project; those of others have another label, or none.
    project = f"label=com.docker.compose.project={job.site.project}"
    context.docker.run("image", "prune", "--force", "--filter", project, limit_seconds=_PRUNE_SECONDS)
