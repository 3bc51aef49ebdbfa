"""Removes old releases."""
from __future__ import annotations

from command.privileged import Privileged
from job.fields import Object, integer
from job.whole import whole
from prune.prune import Prune
from steps.context import Context


def read(of: Object) -> int:
    return integer(of, "keep")


def run(context: Context) -> None:
    job = context.job
    prune = Prune(context.docker, Privileged(context.commands), context.releases, context.report)
    prune.run(whole(context.data, read), job.release, job.expected)
