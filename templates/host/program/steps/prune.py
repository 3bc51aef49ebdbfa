"""Removes old releases."""
from __future__ import annotations

from command.privileged import Privileged
from job.fields import integer
from prune.prune import Prune
from steps.context import Context


def run(context: Context) -> None:
    job = context.job
    prune = Prune(context.docker, Privileged(context.commands), context.releases, context.report)
    prune.run(integer(context.data, "keep"), job.release, job.expected)
