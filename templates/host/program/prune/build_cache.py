"""Bounds what this site's builds left in the build cache. Records of others are known by not being noted here, and stay."""
from __future__ import annotations

import json
import os
from typing import List, Sequence, Set

from compose.releases import read_text, replace_text
from engine.build_cache import BuildCache, Record

_MOST_BYTES = 3 * 1024**3
_UNUSED_SECONDS = 14 * 24 * 3600.0


class OwnCache:
    """What is noted of a site's records: their ids, in <root>/build-cache.json."""

    def __init__(self, root: str, cache: BuildCache) -> None:
        self._path = os.path.join(root, "build-cache.json")
        self._cache = cache

    def ids(self) -> Set[str]:
        """Of all records that there are: what is new after a build is of that build."""
        return {record.id for record in self._cache.records()}

    def note(self, before: Set[str]) -> None:
        """After a build; `before` is what there was.

        :raises OSError: the disk is full
        """
        present = self.ids()
        own = (self._noted() & present) | (present - before)
        replace_text(self._path, json.dumps(sorted(own)) + "\n")

    def bound(self, now: float) -> int:
        """Removes what is too old or too much; the bytes that this frees. `now` in seconds since 1970."""
        noted = self._noted()
        return self._cache.remove(superfluous([one for one in self._cache.records() if one.id in noted], now)) if noted else 0

    def _noted(self) -> Set[str]:
        try:
            found = json.loads(read_text(self._path) or "[]")
        except ValueError:
            return set()
        return {str(one) for one in found} if isinstance(found, list) else set()


def superfluous(own: Sequence[Record], now: float) -> List[str]:
    """Those that no build used for two weeks, and of the rest the least recently used until three GiB are left. Pure."""
    kept = sum(record.size for record in own)
    found: List[str] = []
    for record in sorted((one for one in own if one.is_free), key=lambda one: one.used):
        if now - record.used > _UNUSED_SECONDS or kept > _MOST_BYTES:
            found.append(record.id)
            kept -= record.size
    return found
