"""Where the `.env` of a release is in its directory: compose reads the one where it runs, or with `-f` the one next to the first file."""
from __future__ import annotations

import os
from typing import Optional


def env_folder(record: str) -> Optional[str]:
    """`.` or a folder. None in an older release, whose record has no such line: its `.env` is at the root, and compose reads no other."""
    return _line(record, "env-folder") or None


def env_path(record: str) -> str:
    """Relative to the release's directory."""
    return os.path.normpath(os.path.join(env_folder(record) or ".", ".env"))


def env_twin(record: str) -> Optional[str]:
    """The other place where an `env_file` of a compose file in a folder of its own may look for it; None: there is no other."""
    twins = {".env", os.path.normpath(os.path.join(_line(record, "compose-folder"), ".env"))} - {env_path(record)}
    return next(iter(twins), None)


def reads_two(record: str, folder: str) -> bool:
    """Whether compose reads the `.env` at the root and then the one in the project's `folder`, as where COMPOSE_FILE leads there."""
    return folder != "" and env_folder(record) == "."


def _line(record: str, name: str) -> str:
    try:
        with open(os.path.join(record, name), encoding="utf-8", errors="surrogateescape") as file:
            return file.read().strip()
    except OSError:
        return ""
