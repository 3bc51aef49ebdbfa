"""Records of the engine's build cache, by its API: the command line lists them only together with the sizes of all volumes."""
from __future__ import annotations

import calendar
import http.client
import json
import os
import re
import socket
import time
import urllib.parse
from typing import Any, List, NamedTuple, Optional, Sequence

_SOCKET = "/var/run/docker.sock"
_SECONDS = 60.0
# Before this version the type is not heard (docs.docker.com/reference/api/engine/version-history, v1.42).
_OLDEST = (1, 42)


class Record(NamedTuple):
    """`used` is when a build used it last, in seconds since 1970; `is_free`: no build uses it now, and no image shares it."""

    id: str
    size: int
    used: float
    is_free: bool


class _Engine(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


class BuildCache:
    """`path` is the engine's socket. Who may not use it finds nothing, and removes nothing."""

    def __init__(self, path: str = "") -> None:
        named = re.fullmatch(r"unix://(.+)", os.environ.get("DOCKER_HOST", ""))
        self._path = path or (named.group(1) if named else _SOCKET)

    def records(self) -> List[Record]:
        version = self._request("GET", "/version") or {}
        if tuple(map(int, re.findall(r"\d+", str(version.get("ApiVersion", "0"))))) < _OLDEST:
            return []
        found = self._request("GET", "/system/df?type=build-cache") or {}
        return [_record(one) for one in found.get("BuildCache") or []]

    def remove(self, ids: Sequence[str]) -> int:
        """Removes these records and no others; the bytes that this frees."""
        freed = 0
        for one in ids:
            # The engine takes it for a regular expression (builder/builder-next/builder.go).
            query = urllib.parse.urlencode({"all": "true", "filters": json.dumps({"id": [f"^{re.escape(one)}$"]})})
            freed += int((self._request("POST", f"/build/prune?{query}") or {}).get("SpaceReclaimed") or 0)
        return freed

    def _request(self, method: str, path: str) -> Optional[Any]:
        engine = _Engine(self._path)
        try:
            engine.request(method, path)
            answer = engine.getresponse()
            return json.loads(answer.read()) if answer.status == 200 else None
        except (OSError, http.client.HTTPException, ValueError):
            return None
        finally:
            engine.close()


def _record(of: Any) -> Record:
    used = str(of.get("LastUsedAt") or of.get("CreatedAt") or "")
    moment = re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", used)
    seconds = calendar.timegm(time.strptime(moment.group(), "%Y-%m-%dT%H:%M:%S")) if moment else 0.0
    return Record(str(of.get("ID")), int(of.get("Size") or 0), float(seconds), not of.get("InUse") and not of.get("Shared"))
