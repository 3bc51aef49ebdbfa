"""Keeps the host program in the site's folder, so that the next run of the same version need not send it (templates/host/start.py)."""
from __future__ import annotations

import os

from compose.releases import read_text, replace_text


def keep_program(bundle: str, root: str) -> None:
    """Does nothing where none was sent. A disk that does not take it is no reason to fail: the next run sends it again."""
    sent = os.path.join(bundle, "program.json")
    try:
        if os.path.exists(sent):
            replace_text(os.path.join(root, "program.json"), read_text(sent))
    except OSError:
        pass


def keep_laid_out(bundle: str, root: str) -> None:
    """Gives the folder of the program, with the byte code that Python made, to the next run. Only where the program itself is kept."""
    place = os.path.join(root, "host-program")
    try:
        if not os.path.exists(os.path.join(root, "program.json")):
            return
        # Of another version, or of a run that ended a moment ago. It goes with the bundle, by a rename: a run that takes it has all of it.
        if os.path.exists(os.path.join(place, "origin")):
            os.rename(place, os.path.join(bundle, "program-before"))
        os.rename(os.path.join(bundle, "program"), place)
    except OSError:
        pass
