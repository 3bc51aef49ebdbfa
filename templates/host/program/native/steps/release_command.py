"""Runs the release command once, as a process of the new release, before anything is switched."""
from __future__ import annotations

from command.clock import Clock, Deadline
from command.failed import Failed
from command.privileged import Privileged
from job.whole import whole
from native.layout import layout_of
from native.once import Once
from steps import release_command
from steps.context import Context

read = release_command.read
_CODE = "release-command-failed"


def run(context: Context) -> None:
    """:raises Failed: release-command-failed"""
    job = context.job
    command = whole(context.data, read).command
    native = job.native
    assert native is not None
    context.report.waiting_for("the release command")
    deadline = Deadline(Clock(), context.limit_seconds)
    once = Once(Privileged(context.commands), layout_of(job), native, job.run.token, deadline)
    status = once.run(job.release, "release", command)
    if status != 0:
        raise Failed(_CODE, f"exit status {status}")
