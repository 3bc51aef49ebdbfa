"""Copies the files of one folder into another: `python join_files.py FROM INTO`. Visitors read there meanwhile, so a file that changed is
renamed into place, and one of the same content stays as it is, with its date. It is run by the project's own Python.
"""
from __future__ import annotations

import filecmp
import os
import shutil
import sys


def join(source: str, target: str) -> None:
    for folder, _, names in os.walk(source, followlinks=True):
        into = os.path.normpath(os.path.join(target, os.path.relpath(folder, source)))
        os.makedirs(into, exist_ok=True)
        for name in names:
            put(os.path.join(folder, name), os.path.join(into, name))


def put(source: str, target: str) -> None:
    if os.path.isfile(target) and filecmp.cmp(source, target, shallow=False):
        return
    unfinished = f"{target}.ehd-next"
    shutil.copyfile(source, unfinished)
    os.replace(unfinished, target)


if __name__ == "__main__":
    join(sys.argv[1], sys.argv[2])
