"""Puts a release back, as the step of containers does: see steps/rollback.py."""
from __future__ import annotations

from job.whole import whole
from native.runtime import Units
from rollout.rollback import Rollback
from steps import rollback
from steps.context import Context
from steps.rollout_host import host_of

read = rollback.read


def run(context: Context) -> None:
    """:raises Failed: release-unhealthy"""
    job, host = context.job, host_of(context)
    whole(context.data, read)
    Rollback(job, host, context.bundle, Units(host, job, context.bundle)).carry_out(context.rollback_to)
