"""A command that is run once in a release: as its processes are, by systemd-run."""
from __future__ import annotations

import os
from typing import List

from command.clock import Deadline
from command.command import TIMED_OUT
from command.privileged import Privileged
from compose.releases import replace_text
from job.native import Native
from native.layout import Layout
from native.systemd import Systemd
from native.units import environment, properties


class Once:
    """`token` is the run's: by it what is left of a command that was ended is found."""

    def __init__(self, privileged: Privileged, layout: Layout, native: Native, token: str, deadline: Deadline) -> None:
        self._privileged = privileged
        self._layout = layout
        self._native = native
        self._token = token
        self._deadline = deadline

    def run(self, release: str, name: str, command: str, umask: str = "0027") -> int:
        """Its exit status; it prints into the log. `name` is that of the script that is made of the command.

        :raises OSError: the disk is full
        """
        script = self._layout.command_script(release, name)
        write_script(script, f"{command}\n")
        unit = self._layout.command_unit(self._token)
        seconds = self._deadline.left()
        status = self._privileged.show(self._words(release, script, unit, umask, seconds), seconds)
        if status == TIMED_OUT:
            Systemd(self._privileged).stop([unit])
        return status

    def _words(self, release: str, script: str, unit: str, umask: str, seconds: float) -> List[str]:
        # systemd ends it a little later than we do, should we be gone.
        own = [f"UMask={umask}", f"RuntimeMaxSec={int(seconds) + 5}"]
        settings = [*properties(self._layout, self._native, release), *own]
        values = [f"--setenv={name}={value}" for name, value in environment(self._layout, self._native, release).items()]
        how = ["--quiet", "--wait", "--pipe", "--collect", f"--unit={unit}"]
        # A script: in words of a command systemd would take `$NAME` for a variable of the unit.
        return ["systemd-run", *how, *(f"--property={one}" for one in settings), *values, script]


def write_script(path: str, text: str) -> None:
    """:raises OSError: the disk is full"""
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    replace_text(path, f"#!/bin/sh\n{text}", 0o755)
