"""Runs the release command once in the new image, with what its service depends on running, before anything is switched."""
from __future__ import annotations

from typing import List, NamedTuple

from command.clock import Clock, Deadline
from job.fields import Object, text, texts
from job.whole import whole
from rollout.release_command import ReleaseCommand
from steps.context import Context


class Data(NamedTuple):
    command: str
    service: str
    dependencies: List[str]
    one_shots: List[str]


def read(of: Object) -> Data:
    return Data(text(of, "command"), text(of, "service"), texts(of, "dependencies"), texts(of, "one_shots"))


def run(context: Context) -> None:
    """:raises Failed: release-command-failed"""
    deadline = Deadline(Clock(), context.limit_seconds)
    command = ReleaseCommand(context.job, context.docker, context.compose, context.report, deadline)
    command.run(*whole(context.data, read))
