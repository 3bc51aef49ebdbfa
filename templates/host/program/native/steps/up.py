"""Switches to the release. If this fails, or is ended, the step `rollback` puts the release before back."""
from __future__ import annotations

from job.whole import whole
from native.layout import layout_of
from native.switch import CODE, Switch
from proxy.last_answers import end_left
from rollout.records import SwitchRecords
from steps import up
from steps.context import Context
from steps.rollout_host import host_of

read = up.read


def run(context: Context) -> None:
    """:raises Failed: release-unhealthy"""
    job = context.job
    whole(context.data, read)
    end_left(context.commands)
    SwitchRecords(context.releases).begin(job.release, job.expected, CODE)
    Switch(host_of(context), job, layout_of(job), context.bundle, job.app).run(job.release)
