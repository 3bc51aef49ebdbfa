"""Database files that containers have mounted: some of them no two processes may open at the same time."""
from __future__ import annotations

import os
from typing import List, NamedTuple, Optional, Set, Tuple

from files.manifest import is_within
from observe.document import Database

# Entries that are looked at for databases, and how deep: a directory of uploads may hold millions.
_MOST_ENTRIES = 20000
_DEEPEST = 4
# One process at a time may have these open.
_SINGLE_WRITER = (".duckdb", ".mv.db", ".rdb", ".realm")
_SINGLE_WRITER_NAMES = ("PG_VERSION", "ibdata1", "WiredTiger", "appendonlydir")
# Several processes of one host may write to these, by locks (sqlite.org/lockingv3.html): in a volume, which all releases share, they
# do. Not where a directory of the repository is mounted: a person may copy, replace or restore files there.
_FILES = (".sqlite3", ".sqlite", ".db", ".db3", ".mdb")
_HEX = set("0123456789abcdef")


class Mounted(NamedTuple):
    """A volume or a directory that a service of the project has mounted; `volume` is '' for a directory."""

    service: str
    volume: str
    source: str


def observe_mounts(mounts: List[Mounted], root: str) -> Tuple[List[Database], List[str]]:
    """Databases, and the services with an anonymous volume."""
    databases: List[Database] = []
    anonymous: Set[str] = set()
    for mount in mounts:
        if len(mount.volume) == 64 and _HEX.issuperset(mount.volume):
            anonymous.add(mount.service)
            continue
        found = _found_in(mount, os.path.join(root, "shared"))
        if found is not None:
            databases.append({"service": mount.service, "what": f"{found} in {mount.volume or mount.source}"})
    return databases, sorted(anonymous)


def _found_in(mount: Mounted, shared: str) -> Optional[str]:
    if mount.volume:
        return _database_below(mount.source, _SINGLE_WRITER)
    return _database_below(mount.source, _SINGLE_WRITER + _FILES) if is_within(mount.source, shared) else None


def _database_below(top: str, endings: Tuple[str, ...]) -> Optional[str]:
    """The first database file below a directory."""
    seen = 0
    for folder, folders, names in os.walk(top):
        if folder[len(top) :].count("/") >= _DEEPEST:
            folders[:] = []
        for name in names:
            # `.env.prod.db` is an env file of a database service: a usual name in tutorials.
            is_named = name.lower().endswith(endings) and not name.startswith(".env")
            if name in _SINGLE_WRITER_NAMES or is_named:
                return os.path.relpath(os.path.join(folder, name), top)
        seen += len(names) + len(folders)
        if seen > _MOST_ENTRIES:
            return None
    return None
