"""Runs a command whose output is shown as it comes, and kept as well."""
from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from typing import Mapping, NamedTuple, Optional, Sequence

from command.command import TIMED_OUT, end

_BLOCK = 65536


class Shown(NamedTuple):
    """`status` is an exit status; 124 if the limit was over. `output` has both streams as they came."""

    status: int
    output: str


def tee(words: Sequence[str], limit_seconds: float, cwd: Optional[str] = None, env: Optional[Mapping[str, str]] = None) -> Shown:
    """:raises OSError: there is no such command"""
    process = subprocess.Popen(
        list(words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        env=None if env is None else dict(env),
        # A group of its own within the step's session, so that the supervisor reaches it too.
        preexec_fn=os.setpgrp,  # noqa: PLW1509 - there is one thread
    )
    assert process.stdout is not None
    until = time.monotonic() + limit_seconds
    kept = _copied(process.stdout.fileno(), until)
    try:
        status = process.wait(max(0.1, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        end(process)
        status = TIMED_OUT
    process.stdout.close()
    return Shown(status, kept.decode("utf-8", "replace"))


def _copied(output: int, until: float) -> bytes:
    """Copies what comes into the log, until its end or that of the time."""
    kept = bytearray()
    while time.monotonic() < until:
        if not select.select([output], [], [], max(0.1, until - time.monotonic()))[0]:
            continue
        chunk = os.read(output, _BLOCK)
        if not chunk:
            break
        kept += chunk
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    return bytes(kept)
