"""The files of the input `files`: what the record of a release lists (src/plan/release/placed-file.ts), and where each one is."""
from __future__ import annotations

import os
from typing import List, NamedTuple
from urllib.parse import unquote

FOLDER = "input-files"


class InputFile(NamedTuple):
    """`place` is `private`, a folder that only its owner may enter, or `tree`, the release's own folder. `digest` is sha256."""

    digest: str
    mode: int
    place: str
    path: str

    def may_be_written(self) -> bool:
        """Whether a container may have it mounted read-write: then what it wrote stays."""
        return self.place == "private" and self.mode == 0o644

    def at(self, root: str, tree: str) -> str:
        if self.place == "tree":
            return os.path.join(tree, self.path)
        return os.path.join(root, FOLDER, self.digest, os.path.basename(self.path))


def read_input_files(record: str) -> List[InputFile]:
    """Those of a release; lines that a power cut damaged are left out."""
    try:
        with open(os.path.join(record, FOLDER), encoding="utf-8") as file:
            lines = [line.split(" ") for line in file.read().split("\n")]
    except OSError:
        return []
    whole = [words for words in lines if len(words) == 4 and len(words[0]) == 64 and words[1].isdigit()]
    return [InputFile(words[0], int(words[1], 8), words[2], unquote(words[3])) for words in whole]
