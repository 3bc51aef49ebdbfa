"""Tags that may mean another image by now: what this host has, and what the registries have. The registries are asked at the same time, and
all else goes on meanwhile.
"""
from __future__ import annotations

import datetime
import json
import os
import re
import threading
import time
from functools import partial
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple

from observe.document import Image
from observe.logins import Logins, docker_config, parse_logins
from observe.process import Process
from observe.said import Said
from observe.text_file import read_text
from observe.told import Told

# What a registry has to answer within, and how long the runner may take to know its logins.
_ANSWER_SECONDS = 4.0
_LOGIN_SECONDS = 6.0
_SOCKET = "/var/run/docker.sock"
_INFO = (
    '{"registry":{{json .RegistryConfig}},"http_proxy":{{json .HTTPProxy}},"https_proxy":{{json .HTTPSProxy}},'
    '"no_proxy":{{json .NoProxy}}}'
)
_HELD = "{{json .RepoDigests}} {{json .Metadata.LastTagTime}}"


class Held(NamedTuple):
    """`base` is the digest from which the running release was built; `since` in seconds since 1970."""

    is_present: bool
    digests: List[str]
    base: Optional[str]
    since: Optional[int]


class Images:
    """`images` are those of the question; `told` is where logins come from, if any do."""

    def __init__(self, images: List[Mapping[str, str]], root: str, told: Optional[Told]) -> None:
        self._images = images
        self._told = told
        is_direct = os.getuid() == 0 or os.access(_SOCKET, os.W_OK)
        self._docker = ["docker"] if is_direct else ["sudo", "-n", "docker"]
        self._is_direct = is_direct
        self._info = Process(*self._docker, "info", "--format", _INFO)
        self._noted = Noted(root)
        self._local = {name: self._inspected(name) for name in (image["name"] for image in images)}
        self._said: Dict[str, Said] = {}
        self._until = time.monotonic() + _ANSWER_SECONDS + (0 if told is None else _LOGIN_SECONDS)
        self._done = threading.Event()
        threading.Thread(target=self._ask, daemon=True).start()

    def result(self) -> List[Image]:
        """Waits for the registries, but not for long."""
        self._done.wait(max(0.1, self._until - time.monotonic()))
        late = Said(problem="unreachable", why=f"it did not answer within {_ANSWER_SECONDS:.0f} s")
        return [self._image(image["name"], self._said.get(image["name"], late)) for image in self._images]

    def _image(self, name: str, said: Said) -> Image:
        held = self._held(name)
        return {
            "name": name,
            "is_present": held.is_present,
            "held": held.digests,
            "base": held.base,
            "since": held.since,
            "found": said.found,
            "problem": said.problem,
            "why": re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", said.why),
            "until": said.until,
            "is_anonymous": said.is_anonymous,
        }

    def _inspected(self, name: str) -> Process:
        return Process(*self._docker, "image", "inspect", "--format", _HELD, name)

    def _held(self, name: str) -> Held:
        """What the running release noted goes before what the name means by now: another site may have pulled it since."""
        digests, since = read_held(self._local[name].output())
        noted, noted_since = self._noted.held(name)
        is_present = self._local[name].result().is_ok
        return Held(is_present, noted or digests, self._noted.base(name), noted_since if noted else since)

    def _ask(self) -> None:
        line = "" if self._told is None else self._told.line(0, _LOGIN_SECONDS)
        logins = Logins(parse_logins(line), docker_config(self._is_direct))
        # Here and not above: what speaks HTTP takes longer to load than all else.
        from observe.registry import Engine, ask

        engine = Engine(self._info.output())
        self._until = time.monotonic() + _ANSWER_SECONDS
        threads = [
            threading.Thread(target=self._ask_one, args=(image["name"], partial(ask, image, engine, logins)), daemon=True)
            for image in self._images
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, self._until - time.monotonic()))
        self._done.set()

    def _ask_one(self, name: str, asked: Callable[[], Said]) -> None:
        try:
            self._said[name] = asked()
        except Exception as error:  # noqa: BLE001 - whatever a registry answers, the site can be deployed without it
            self._said[name] = Said(problem="unreachable", why=f"{type(error).__name__}: {error}")


class Noted:
    """What the running release noted of its images, see build/pins.py; base images are noted by the runner."""

    def __init__(self, root: str) -> None:
        record = os.path.join(root, "records", os.path.basename(os.path.realpath(os.path.join(root, "current"))))
        self._pulled = _object(os.path.join(record, "pulled"))
        self._bases = _object(os.path.join(record, "base-images"))

    def held(self, name: str) -> Tuple[List[str], Optional[int]]:
        pins = [pin for pin in self._pulled.values() if isinstance(pin, dict) and pin.get("name") == name]
        digests = {str(digest) for pin in pins for digest in pin.get("digests") or []}
        return sorted(digests), min((int(pin.get("since") or 0) for pin in pins), default=None)

    def base(self, name: str) -> Optional[str]:
        found = self._bases.get(name)
        return found if isinstance(found, str) else None


def read_held(inspected: str) -> Tuple[List[str], Optional[int]]:
    """Digests and time of what `docker image inspect` printed with the format above; both empty for nothing."""
    digests, _, tagged = inspected.rpartition(" ")
    try:
        found = [str(one).rpartition("@")[2] for one in json.loads(digests or "[]") or []]
        moment = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)", json.loads(tagged or '""'))
    except (ValueError, TypeError):
        return [], None
    if moment is None or moment.group().startswith("0001"):
        return found, None
    zone = moment.group(2).replace("Z", "+00:00")
    return found, int(datetime.datetime.fromisoformat(moment.group(1) + zone).timestamp())


def _object(path: str) -> Dict[str, Any]:
    try:
        found = json.loads(read_text(path) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
