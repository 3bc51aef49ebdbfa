"""The systemd units of a site without Docker: an instance of each for a release."""
from __future__ import annotations

import glob
import os
import re
from typing import Dict, List, NamedTuple, Optional

from observe.process import Process
from observe.text_file import lines_of, shown_by

_FOLDER = "/etc/systemd/system"
_NGINX = "nginx.service"
_PROPERTIES = "--property=Id,ActiveState,SubState,MemoryCurrent"


class State(NamedTuple):
    """As `systemctl show` prints it; `memory` in bytes, None where systemd does not count it."""

    active: str
    sub: str
    memory: Optional[int]


_UNKNOWN = State("", "", None)


class NativeUnits:
    """`name` is that of the web process, less release and ending. Asks systemd at once; the methods wait for the answer.

    `other_root` is the folder of another site that has units of this name.
    """

    def __init__(self, root: str, name: str, folder: str = _FOLDER) -> None:
        found = _unit_root(os.path.join(folder, f"{name}@.service"))
        self.other_root = None if found in (None, root) else found
        release = shown_by(os.path.join(root, "current")) or ""
        has_unit = found == root and re.fullmatch(r"[\w.-]+", release, re.ASCII) is not None
        self._web = f"{name}@{release}" if has_unit else ""
        self._enabled = _enabled(folder, _own_templates(folder, root, name))
        web = [f"{self._web}.service", f"{self._web}.socket"] if has_unit else []
        self._shown = Process("systemctl", "show", _PROPERTIES, "--", *sorted({_NGINX, *web, *self._enabled}))
        self._states: Optional[Dict[str, State]] = None

    def is_active(self) -> bool:
        """Whether the web process of the current release runs, and systemd holds its socket."""
        socket = self._state(f"{self._web}.socket")
        is_held = socket.active == "active" and socket.sub in ("listening", "running")
        return self._web != "" and is_held and self._state(f"{self._web}.service").active == "active"

    def failed(self) -> List[str]:
        """What does not run although it is to run after each start of the host, or has failed in the current release."""
        web = [name for name in (f"{self._web}.service", f"{self._web}.socket") if self._state(name).active == "failed"]
        return sorted({*web, *(name for name in self._enabled if self._state(name).active != "active")})

    def memory_bytes(self) -> Optional[int]:
        return self._state(f"{self._web}.service").memory

    def is_nginx_running(self) -> bool:
        return self._state(_NGINX).active == "active"

    def _state(self, name: str) -> State:
        if self._states is None:
            self._states = _parse_states(self._shown.output())
        return self._states.get(name, _UNKNOWN)


def _parse_states(printed: str) -> Dict[str, State]:
    """A block of lines for each unit, with an empty line between two."""
    blocks = [dict(line.partition("=")[::2] for line in block.split("\n")) for block in printed.split("\n\n")]
    return {block["Id"]: _state(block) for block in blocks if "Id" in block}


def _state(block: Dict[str, str]) -> State:
    """Where memory is not counted, older versions of systemd print the largest number of 64 bits."""
    memory = block.get("MemoryCurrent", "")
    return State(
        block.get("ActiveState", ""), block.get("SubState", ""), int(memory) if memory.isdigit() and int(memory) < 2**63 else None
    )


def _own_templates(folder: str, root: str, name: str) -> List[str]:
    """The web process, and the workers. Names of workers and of other sites may be alike: the folder tells which these are."""
    files = glob.glob(os.path.join(glob.escape(folder), f"{name}.*@.service")) + [os.path.join(folder, f"{name}@.service")]
    own = [os.path.basename(file)[: -len("@.service")] for file in files if _unit_root(file) == root]
    return sorted(own)


def _enabled(folder: str, templates: List[str]) -> List[str]:
    """Names of the instances that systemd starts with the host."""
    links = glob.glob(os.path.join(glob.escape(folder), "*.wants", "*@*"))
    return sorted({name for name in map(os.path.basename, links) if name.partition("@")[0] in templates})


def _unit_root(file: str) -> Optional[str]:
    """The folder of the site whose releases a unit runs; None if there is no such unit. `%%` stands for a percent sign."""
    values = (line.partition("=")[2] for line in lines_of(file) if line.startswith("WorkingDirectory="))
    value = next(values, None)
    return None if value is None else value.partition("/releases/%i")[0].replace("%%", "%")
