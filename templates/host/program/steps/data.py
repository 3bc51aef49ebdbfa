"""Makes the release's persistent directories and writes its tracked files into them; on the way back, those of the release before.

As root where we may be: containers own what they write.
"""
from __future__ import annotations

import os
import sys
from typing import List

from command.failed import Failed
from compose.releases import read_text
from files.adoption import stop_writers
from files.manifest import find
from job.fields import Object
from steps.context import Context


def read(_of: Object) -> None:
    """It has no data: what is written is in the release's record."""


def run(context: Context) -> None:
    if context.rollback_to:
        _run(context, ["sync", context.rollback_to])
        return
    job, releases = context.job, context.releases
    current = find(releases.root, job.expected)
    mounts_all = "tracked " in read_text(os.path.join(releases.record(job.release), "places")).split("\n")
    if current is not None and current.is_legacy and mounts_all:
        stop_writers(context.docker, releases, context.report, context.limit_seconds)
    _run(context, ["prepare", job.release, job.expected])


def _run(context: Context, words: List[str]) -> None:
    failure = os.path.join(context.bundle, "data.failure")
    if os.path.lexists(failure):
        os.unlink(failure)
    command, *names = words
    program = os.path.join(context.bundle, "program")
    owner = [str(os.getuid()), str(os.getgid())]
    line = [sys.executable, "-BES", program, "data", command, context.releases.root, *owner, failure, *names]
    may_be_root = os.getuid() != 0 and context.commands.run(["sudo", "-n", "true"], 60).is_ok
    if context.commands.show(["sudo", "-n", *line] if may_be_root else line, context.limit_seconds) == 0:
        return
    code, _, said = read_text(failure).partition(" ")
    raise Failed(code or "data-not-written", said or "see the lines above")
