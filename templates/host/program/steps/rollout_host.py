"""The host of a step that rolls out a release."""
from __future__ import annotations

from command.clock import Clock, Deadline
from rollout.host import Host
from steps.context import Context


def host_of(context: Context) -> Host:
    """The host of a step that begins now."""
    clock = Clock()
    return Host(
        commands=context.commands,
        docker=context.docker,
        compose=context.compose,
        releases=context.releases,
        proxy=context.proxy,
        report=context.report,
        clock=clock,
        deadline=Deadline(clock, context.limit_seconds),
        drain_seconds=context.job.run.drain_seconds,
    )
