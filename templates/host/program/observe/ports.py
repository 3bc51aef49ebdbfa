"""Who listens on the ports of a web server."""
from __future__ import annotations

import os
import re
from typing import List, Optional

from observe.containers import Found
from observe.document import Port
from observe.process import run

_PORTS = (80, 443)


def observe_ports(containers: List[Found], project: str) -> List[Port]:
    found = (_holder(port, containers, project) for port in _PORTS)
    return [holder for holder in found if holder is not None]


def _holder(port: int, containers: List[Found], project: str) -> Optional[Port]:
    one = next((one for one in containers if port in one.published), None)
    if one is None:
        return _listener(port)
    of = f" (project {one.project})" if one.project else ""
    return {"port": port, "holder": f"container {one.name}{of}", "is_ours": one.project == project}


def _listener(port: int) -> Optional[Port]:
    """A program that is no container; only root sees the names of other users' programs."""
    words = ["ss", "-Hltnp", f"sport = :{port}"]
    result = run("sudo", "-n", *words) if os.getuid() != 0 else run(*words)
    if not result.is_ok and os.getuid() != 0:
        result = run(*words)
    if not result.is_ok or not result.output.strip():
        return None
    program = re.search(r'users:\(\("([^"]*)"', result.output)
    return {"port": port, "holder": program.group(1) if program else "another program", "is_ours": False}
