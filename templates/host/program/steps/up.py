"""Switches to the release and starts what changed. If this fails, or is ended, the step `rollback` puts the release before back."""
from __future__ import annotations

from typing import List

from build.pins import Pins
from job.fields import Object, texts
from job.whole import whole
from rollout.changeover import CODE, Changeover
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
    if context.proxy.is_own:
        from steps.own_proxy import resolve_again

        resolve_again(context, job.release)
