"""Switches to the release and starts what changed. If this fails, or is ended, the step `rollback` puts the release before back."""
from __future__ import annotations

from typing import List

from build.pins import Pins
from job.fields import Object, texts
from job.whole import whole
from rollout.changeover import CODE, Changeover
from rollout.container_databases import ContainerDatabases
from steps.context import Context
from steps.rollout_host import host_of


def read(of: Object) -> List[str]:
    return texts(of, "one_shots")


def run(context: Context) -> None:
    """:raises Failed: containers-unhealthy"""
    job = context.job
    changeover = Changeover(host_of(context), job, job.app, whole(context.data, read))
    changeover.records.begin(job.release, job.expected, CODE)
    if all(step.kind != "build" for step in job.steps):
        Pins(context.docker, context.releases).restore(job.release, context.compose)
    changeover.run(job.release)
    if context.releases.is_only(job.release):
        _tell_of_databases(context)
    if context.proxy.is_own:
        from steps.own_proxy import resolve_again

        resolve_again(context, job.release)


def _tell_of_databases(context: Context) -> None:
    """While there is nothing to lose yet: the next release would be refused."""
    for kept in ContainerDatabases(context.commands, context.docker).found(context.job.app.service):
        text = "which the next release would replace: mount a volume there, or a deploy will stop with data-in-container"
        context.report.log(f"Warning: {kept.service} keeps {kept.path} in its container, {text}")
