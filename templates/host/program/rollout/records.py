"""What is noted of a switch, so that the next run knows of one that was broken off."""
from __future__ import annotations

import os
from typing import List

from command.failed import Failed
from compose.releases import Releases, replace_text
from engine.docker import Docker
from readiness.entry import Entry

_LABELS = ("service", "config-hash", "image")
_FORMAT = "|".join((*(f'{{{{.Label "com.docker.compose.{label}"}}}}' for label in _LABELS), "{{.State}}"))


def running_containers(docker: Docker) -> List[str]:
    """A line a container: service|configuration|image|state.

    :raises OSError: the engine does not answer
    """
    lines = docker.listed(_FORMAT)
    if lines is None:
        raise OSError("docker ps failed")
    return lines


class SwitchRecords:
    def __init__(self, releases: Releases) -> None:
        self._releases = releases

    def begin(self, release: str, before: str, code: str) -> None:
        """To be called before anything of a release is changed; `before` is what runs.

        :raises Failed: it could not be noted, with `code`
        """
        try:
            self.forget_up(release)
            if before != release:
                self.note_unverified(release, before)
        except OSError as error:
            raise Failed(code, f"the switch to release {release} could not be noted; nothing was changed: {error}") from error

    def note_up(self, release: str, lines: List[str]) -> None:
        """Notes of a release what ran when it had come up. By that the next observation knows of a switch that was broken off, and of
        what was started in another way since.

        :raises OSError: the disk is full
        """
        replace_text(self._up(release), "".join(f"{line}\n" for line in sorted(set(lines))))

    def note_entry(self, release: str, entry: Entry) -> None:
        """Notes where a release answers, for a rollback to it.

        :raises OSError: the disk is full
        """
        replace_text(os.path.join(self._releases.record(release), "entry"), f"{entry.protocol} {entry.port}\n")

    def forget_up(self, release: str) -> None:
        """To be called before anything of a release is changed.

        :raises OSError: the disk is read-only
        """
        _remove(self._up(release))

    def note_unverified(self, release: str, previous: str) -> None:
        """Until somebody has seen from outside that a release passes, it is known as one that may have to be rolled back.

        :raises OSError: the disk is full
        """
        replace_text(self._unverified(), f"release={release}\nprevious={previous}\n")

    def forget_unverified(self) -> None:
        _remove(self._unverified())

    def _up(self, release: str) -> str:
        return os.path.join(self._releases.record(release), "up")

    def _unverified(self) -> str:
        return os.path.join(self._releases.root, "unverified")


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
