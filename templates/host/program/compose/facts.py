"""What decides something of a project, out of what `docker compose config --format json` prints. Pure.

src/compose/facts/facts.ts makes the same of what the runner read: the two are compared. Values of variables that no fact needs, such as
those of the environment, stay on the host.
"""
from __future__ import annotations

import os
import re
from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Set

from compose.words import hidden

Facts = Dict[str, Any]

SERVICE_KEYS = ("image", "container_name", "network_mode", "restart", "scale", "profiles", "expose", "pull_policy", "platform")
SECTIONS = ("networks", "volumes", "secrets", "configs")
_UNITS = {"ns": 1e-6, "us": 1e-3, "µs": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4, "h": 3.6e6, "d": 8.64e7, "w": 6.048e8}
_ELSEWHERE = re.compile(r"://|^(service:|github\.com/|git@)")


class Place(NamedTuple):
    """Where a project lies: its files, and what `~` stands for, None if no path is told by it. `known` are the words of its files."""

    tree: str
    home: Optional[str]
    project: str
    known: Set[str]

    def path(self, path: Any) -> Any:
        """As the runner tells it: relative to the project's files, also beside them, or by `~`."""
        if not isinstance(path, str) or not path.startswith("/"):
            return path
        beside = os.path.dirname(self.tree)
        if path == beside or path.startswith(beside + "/"):
            return os.path.relpath(path, self.tree)
        if self.home is not None and path.startswith(self.home + "/"):
            return "~" + path[len(self.home):]
        return path


def facts_of(printed: Mapping[str, Any], everything: Optional[Mapping[str, Any]], place: Place) -> Facts:
    """`printed` has what is started, `everything` what the other profiles start as well; None: that is not known."""
    started = _plain(printed)
    every = started if everything is None else _plain(everything)
    active = {name: _service(service, place) for name, service in _items(started, "services")}
    others = {name: _service(service, place) for name, service in _items(every, "services") if name not in active}
    known = {} if everything is None else {"inactive": others}
    return {"services": active, **known, **{key: _section(every, key, place) for key in SECTIONS}}


def _plain(value: Any) -> Any:
    """What compose prints is a compose file again: it doubles each dollar sign."""
    if isinstance(value, str):
        return value.replace("$$", "$")
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def _service(service: Facts, place: Place) -> Facts:
    build, check, deploy = service.get("build"), service.get("healthcheck"), service.get("deploy") or {}
    return _trimmed({
        **{key: service.get(key) for key in SERVICE_KEYS},
        "command": _line(service.get("command"), place),
        "entrypoint": _line(service.get("entrypoint"), place),
        "build": None if build is None else _build(build, place),
        "ports": [_only(port, "host_ip", "target", "published", "protocol") for port in service.get("ports") or []],
        "volumes": [_mount(mount, place) for mount in service.get("volumes") or []],
        "depends_on": {name: {**how, "restart": how.get("restart") is True} for name, how in _items(service, "depends_on")},
        "networks": {name: _only(how or {}, "aliases", "ipv4_address", "ipv6_address") for name, how in _items(service, "networks")},
        "healthcheck": None if check is None else _check(check, place),
        "secrets": [_only(item, "source", "target") for item in service.get("secrets") or []],
        "configs": [_only(item, "source", "target") for item in service.get("configs") or []],
        "deploy": _trimmed({
            "replicas": deploy.get("replicas"),
            "update_config": _only(deploy.get("update_config") or {}, "order"),
        }),
        "stop_grace_period": _milliseconds(service.get("stop_grace_period")),
        # Of these the runner needs the names alone.
        "keys": _trimmed({key: sorted(service.get(key) or {}) for key in ("environment", "labels")}),
    })


def _build(build: Facts, place: Place) -> Facts:
    inline = build.get("dockerfile_inline")
    return _trimmed({
        **_only(build, "dockerfile", "target"),
        "context": _context(build.get("context"), place),
        "dockerfile_inline": None if inline is None else hidden(inline, place.known),
        "additional_contexts": {name: _context(context, place) for name, context in _items(build, "additional_contexts")},
        "ssh": sorted(build.get("ssh") or []),
        "secrets": [_only(item, "source", "target") for item in build.get("secrets") or []],
    })


def _context(context: Any, place: Place) -> Any:
    """A repository's address may have a token in it."""
    if isinstance(context, str) and _ELSEWHERE.search(context):
        return re.sub("://[^/@]*@", "://", context, count=1)
    return place.path(context)


def _mount(mount: Facts, place: Place) -> Facts:
    bind = mount.get("bind") or {}
    is_bind = mount.get("type") == "bind"
    return _trimmed({
        **_only(mount, "type", "target"),
        "source": place.path(mount.get("source")) if is_bind else mount.get("source"),
        "read_only": _truth(mount.get("read_only")),
        "bind": _trimmed({
            **_only(bind, "propagation", "selinux"),
            "create_host_path": False if bind.get("create_host_path") is False else None,
        }),
    })


def _check(check: Facts, place: Place) -> Facts:
    words = check.get("test") or []
    times = {key: _milliseconds(value) for key, value in check.items() if key not in ("test", "disable", "retries")}
    rest = [hidden(" ".join(words[1:]), place.known)] if len(words) > 1 else []
    return _trimmed({"test": [*words[:1], *rest], "disable": _truth(check.get("disable")), "retries": check.get("retries"), **times})


def _section(of: Facts, key: str, place: Place) -> Facts:
    read: Dict[str, Callable[[Facts], Facts]] = {
        "networks": lambda item: _only(item, "driver"),
        "volumes": lambda item: {**_only(item, "driver"), "driver_opts": _options(item, place)},
        "secrets": lambda item: {"file": place.path(item.get("file")), **_only(item, "environment")},
        "configs": lambda item: {"file": place.path(item.get("file"))},
    }
    found = {}
    for name, item in _items(of, key):
        is_external = item.get("external") is True
        usual = name if is_external else f"{place.project}_{name}"
        own = None if item.get("name") == usual else item.get("name")
        found[name] = _trimmed({"name": own, "external": _truth(is_external), **read[key](item)})
    return found


def _options(volume: Facts, place: Place) -> Facts:
    """What `mount -o` is given may be the login of a file server."""
    options = volume.get("driver_opts") or {}
    return {key: place.path(value) if key == "device" else hidden(str(value), place.known) for key, value in options.items()}


def _line(words: Optional[List[str]], place: Place) -> List[str]:
    return [hidden(" ".join(words), place.known)] if words else []


def _milliseconds(duration: Any) -> Optional[str]:
    if duration in (None, ""):
        return None
    parts = re.findall(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w)", str(duration))
    return f"{int(sum(float(number) * _UNITS[unit] for number, unit in parts))}ms"


def _items(of: Facts, key: str) -> Iterable[Any]:
    return (of.get(key) or {}).items()


def _only(of: Facts, *keys: str) -> Facts:
    return _trimmed({key: of.get(key) for key in keys})


def _truth(value: Any) -> Optional[bool]:
    return True if value is True else None


def _trimmed(facts: Facts) -> Facts:
    """Without what is empty or unset."""
    return {key: value for key, value in facts.items() if value is not None and value not in ("", [], {})}
