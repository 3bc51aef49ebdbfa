"""Files that root owns: written in one move, and only where they differ."""
from __future__ import annotations

import os
from typing import Optional, Sequence

from command.failed import Failed
from command.privileged import Privileged
from compose.releases import read_text

_SECONDS = 30.0
_WRITE = 'umask 022; mkdir -p "$(dirname "$1")" && cat >"$1.ehd-next" && sync "$1.ehd-next" && mv -f "$1.ehd-next" "$1"'


class RootFiles:
    """`code` is the error code of what cannot be written."""

    def __init__(self, privileged: Privileged, code: str) -> None:
        self._privileged = privileged
        self._code = code

    def write(self, path: str, text: str) -> bool:
        """Whether it was another one. All may read it.

        :raises Failed: it could not be written
        """
        if os.path.isfile(path) and read_text(path) == text:
            return False
        content = text.encode("utf-8", "surrogateescape")
        self._need(self._privileged.words(["sh", "-c", _WRITE, "write", path]), f"writing {path}", content)
        return True

    def put_back(self, path: str, text: Optional[str]) -> None:
        """As `write`; None: there was none."""
        if text is None:
            self.remove(path)
        else:
            self.write(path, text)

    def remove(self, path: str) -> None:
        """:raises Failed: it could not be removed"""
        if os.path.lexists(path):
            self._need(self._privileged.words(["rm", "-f", "--", path]), f"removing {path}")

    def remove_folder(self, path: str) -> None:
        """Only if it is empty."""
        self._privileged.run(["rmdir", "--ignore-fail-on-non-empty", "--", path], _SECONDS)

    def make_folders(self, folders: Sequence[str], owner: str, group: str, mode: str) -> None:
        """Those that are missing: what is there stays as a person may have set it.

        :raises Failed: one could not be made
        """
        missing = [folder for folder in folders if not os.path.isdir(folder)]
        if missing:
            words = ["install", "-d", "-m", mode, "-o", owner, "-g", group, *missing]
            self._need(self._privileged.words(words), f"making {' '.join(missing)}")

    def _need(self, words: Sequence[str], what: str, stdin: bytes = b"") -> None:
        result = self._privileged.commands.run(words, _SECONDS, stdin=stdin)
        if not result.is_ok:
            raise Failed(self._code, f"{what}: {(result.errors or result.output).strip()[-500:]}")


def text_of(path: str) -> Optional[str]:
    """None if there is no such file."""
    return read_text(path) if os.path.isfile(path) else None
