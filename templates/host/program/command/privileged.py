"""Runs commands as root, by sudo without a password where we are not root."""
from __future__ import annotations

from typing import List, Sequence

from command.command import Commands, Result
from command.root import as_root


class Privileged:
    def __init__(self, commands: Commands) -> None:
        self.commands = commands

    def words(self, words: Sequence[str]) -> List[str]:
        return as_root(words)

    def run(self, words: Sequence[str], limit_seconds: float) -> Result:
        return self.commands.run(self.words(words), limit_seconds)

    def show(self, words: Sequence[str], limit_seconds: float) -> int:
        """The command prints into the log; its exit status."""
        return self.commands.show(self.words(words), limit_seconds)
