"""Notes that a release passed the external check: it is what a rollback goes back to from now on.

Stands alone: it is sent by itself, `python3 -c TEXT ROOT RELEASE`, when the host has nothing else to do.
"""
from __future__ import annotations

import os
import sys


def confirm(root: str, release: str) -> None:
    """Unless another release was switched to meanwhile."""
    path = os.path.join(root, "unverified")
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            is_this = f"release={release}" in file.read().splitlines()
        if is_this:
            os.unlink(path)
    except FileNotFoundError:
        pass


if __name__ == "__main__":
    confirm(sys.argv[1], sys.argv[2])
