"""Puts a release back: its files, its settings, its images, its configuration of the reverse proxy. By the same changeover as forwards,
since the one that goes may answer most visitors well. With `rollback_to` that is the release to put back after this run's failed, ''
if there is none; without it this run's release itself is put back, since another did not pass verification from outside.
"""
from __future__ import annotations

from typing import List

from job.fields import Object, texts
from job.whole import whole
from rollout.containers import Containers
from rollout.rollback import Rollback
from steps.context import Context
from steps.own_proxy import resolve_again
from steps.rollout_host import host_of


def read(of: Object) -> List[str]:
    return texts(of, "one_shots")


def run(context: Context) -> None:
    """:raises Failed: containers-unhealthy"""
    job, host = context.job, host_of(context)
    containers = Containers(host, job.site, whole(context.data, read))
    is_back = Rollback(job, host, context.bundle, containers).carry_out(context.rollback_to)
    if is_back and context.proxy.is_own:
        resolve_again(context, context.rollback_to or job.release)
