"""A command that is run once in a release: as its processes are, by systemd-run."""
from __future__ import annotations

import os
from typing import List

from command.clock import Deadline
from command.command import TIMED_OUT, Result
from command.privileged import Privileged
from compose.releases import replace_text
from job.native import Native
from native.layout import Layout
from native.systemd import Systemd
from native.units import environment, properties

# Settings may take their time to load.
_QUESTION_SECONDS = 60.0


class Once:
    """`token` is the run's: by it what is left of a command that was ended is found."""

    def __init__(self, privileged: Privileged, layout: Layout, native: Native, token: str, deadline: Deadline) -> None:
        self._privileged = privileged
        self._layout = layout
        self._native = native
        self._token = token
        self._deadline = deadline

    def ask(self, release: str, name: str, command: str) -> Result:
        """As `run`; what it prints is kept and not shown.

        :raises OSError: the disk is full
        """
        script = self._script(release, name, command)
        words = self._words(release, script, "0027", min(self._deadline.left(), _QUESTION_SECONDS))
        return self._privileged.run(words, min(self._deadline.left(), _QUESTION_SECONDS))

    def run(self, release: str, name: str, command: str, umask: str = "0027", writes: str = "") -> int:
        """Its exit status; it prints into the log. `name` is that of the script that is made of the command; `writes` is a folder of the
        release that it may write to.

        :raises OSError: the disk is full
        """
        script = self._script(release, name, command)
        seconds = self._deadline.left()
        status = self._privileged.show(self._words(release, script, umask, seconds, writes), seconds)
        if status == TIMED_OUT:
            Systemd(self._privileged).stop([self._unit()])
        return status

    def _script(self, release: str, name: str, command: str) -> str:
        script = self._layout.command_script(release, name)
        write_script(script, f"{command}\n")
        return script

    def _unit(self) -> str:
        return self._layout.command_unit(self._token)

    def _words(self, release: str, script: str, umask: str, seconds: float, writes: str = "") -> List[str]:
        # systemd ends it a little later than we do, should we be gone.
        own = [f"UMask={umask}", f"RuntimeMaxSec={int(seconds) + 5}", *([f"BindPaths={writes}"] if writes else [])]
        settings = [*properties(self._layout, self._native, release), *own]
        values = [f"--setenv={name}={value}" for name, value in environment(self._layout, self._native, release).items()]
        how = ["--quiet", "--wait", "--pipe", "--collect", f"--unit={self._unit()}"]
        # A script: in words of a command systemd would take `$NAME` for a variable of the unit.
        return ["systemd-run", *how, *(f"--property={one}" for one in settings), *values, script]


def write_script(path: str, text: str) -> None:
    """:raises OSError: the disk is full"""
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    replace_text(path, f"#!/bin/sh\n{text}", 0o755)
