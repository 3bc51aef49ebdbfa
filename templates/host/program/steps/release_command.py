"""Runs the release command once in the new image, with what the app depends on running, before anything is switched."""
from __future__ import annotations

from command.clock import Clock, Deadline
from job.fields import text, texts
from rollout.release_command import ReleaseCommand
from steps.context import Context


def run(context: Context) -> None:
    """:raises Failed: release-command-failed"""
    deadline = Deadline(Clock(), context.limit_seconds)
    command = ReleaseCommand(context.job, context.docker, context.compose, context.report, deadline)
    command.run(text(context.data, "command"), texts(context.data, "dependencies"), texts(context.data, "one_shots"))
