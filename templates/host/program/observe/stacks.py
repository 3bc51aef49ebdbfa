"""Compose projects of the host, and what tells whether one of them is this repository's."""
from __future__ import annotations

import hashlib
import os
from typing import Dict, List, Set, Tuple

from observe.document import Stack
from observe.text_file import read_text

_MOST_BYTES = 1 << 20
# Project, folder, compose files with a comma between two, and service, as compose labels a container.
StackService = Tuple[str, str, str, str]


def observe_stacks(services: List[StackService], repository: str, compose_digest: str) -> List[Stack]:
    """A stack for each folder that a project runs from. `repository` is owner/name."""
    found: Dict[Tuple[str, str], Tuple[str, Set[str]]] = {}
    for project, folder, files, service in services:
        found.setdefault((project, folder), (files, set()))[1].add(service)
    return [
        {
            "project": project,
            "folder": folder,
            "likeness": _likeness(folder, files, repository, compose_digest),
            "services": sorted(names),
        }
        for (project, folder), (files, names) in sorted(found.items())
    ]


def _likeness(folder: str, files: str, repository: str, compose_digest: str) -> str:
    """By its git remote, or by the same compose file."""
    remotes = (read_text(os.path.join(folder, ".git/config"), _MOST_BYTES) or "").lower().replace(".git\n", "\n") + "\n"
    if repository and any(before + repository.lower() + "\n" in remotes for before in (":", "/")):
        return "remote"
    if compose_digest and any(_digest(file) == compose_digest for file in files.split(",")):
        return "file"
    return "other"


def _digest(file: str) -> str:
    try:
        with open(file, "rb") as content:
            return hashlib.sha256(content.read(_MOST_BYTES)).hexdigest()
    except OSError:
        return ""
