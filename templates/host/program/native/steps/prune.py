"""Removes old releases, their units, and the virtual environments that only they used."""
from __future__ import annotations

from command.privileged import Privileged
from job.whole import whole
from native.layout import layout_of
from native.prune import Units
from prune.prune import Prune
from prune.room import check_room
from steps import prune
from steps.context import Context

read = prune.read


def run(context: Context) -> None:
    """:raises Failed: insufficient-disk"""
    job = context.job
    plan = whole(context.data, read)
    privileged = Privileged(context.commands)
    units = Units(privileged, layout_of(job), context.report)
    Prune(units, privileged, context.releases, context.report).run(plan.keep, job.release, job.expected)
    units.remove_unused()
    units.bound_cache()
    check_room([job.site.root], plan.needs)
