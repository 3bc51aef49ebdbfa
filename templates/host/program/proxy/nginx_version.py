"""Versions of nginx."""
from __future__ import annotations

import re
from typing import Tuple

from command.command import Commands
from command.root import as_root

_SECONDS = 20.0
Version = Tuple[int, ...]


def nginx_version(commands: Commands) -> Version:
    """That of the host; empty if it cannot be known."""
    return numbers_of(commands.run(as_root(["nginx", "-v"]), _SECONDS).errors)


def numbers_of(text: str) -> Version:
    """Of the first version in a text, such as `nginx version: nginx/1.26.3`; empty without one."""
    found = re.search(r"\d+(?:\.\d+)+", text)
    return tuple(int(part) for part in found.group().split(".")) if found is not None else ()
