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
