"""What a registry says of a tag: the digest that it means now, or why that is not known."""
from __future__ import annotations

import email.utils
import ipaddress
import json
import re
import time
from typing import Any, Dict, List, Mapping, Optional

from observe.logins import Login, Logins
from observe.registry_http import Answer, Client
from observe.said import Said

_HUB = "https://registry-1.docker.io"
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class Engine:
    """How the engine reaches registries, as `docker info` tells it; nothing special where there is none."""

    def __init__(self, info: str) -> None:
        try:
            found = json.loads(info or "{}")
        except ValueError:
            found = {}
        self._config: Dict[str, Any] = found.get("registry") or {}
        self._no_proxy = [one.strip() for one in str(found.get("no_proxy") or "").split(",") if one.strip()]
        proxies = {"http": found.get("http_proxy"), "https": found.get("https_proxy")}
        self._proxies = {scheme: str(url) for scheme, url in proxies.items() if url}

    def proxies(self, registry: str) -> Dict[str, str]:
        host = registry.rsplit(":", 1)[0]
        is_direct = any(one == "*" or host == one.lstrip(".") or host.endswith("." + one.lstrip(".")) for one in self._no_proxy)
        return {} if is_direct else self._proxies

    def bases(self, registry: str) -> List[str]:
        """Addresses in the order in which the engine tries them: mirrors first, which it has for Docker Hub only."""
        if registry == "docker.io":
            return [*(str(mirror).rstrip("/") for mirror in self._config.get("Mirrors") or []), _HUB]
        return [f"https://{registry}", *([f"http://{registry}"] if self.is_insecure(registry) else [])]

    def is_insecure(self, registry: str) -> bool:
        index = (self._config.get("IndexConfigs") or {}).get(registry)
        if isinstance(index, dict):
            return index.get("Secure") is False
        host = registry.rsplit(":", 1)[0] if not registry.endswith("]") else registry
        if host == "localhost":
            return True
        try:
            address = ipaddress.ip_address(host.strip("[]"))
            networks = [ipaddress.ip_network(one) for one in self._config.get("InsecureRegistryCIDRs") or ["127.0.0.0/8"]]
        except ValueError:
            return False
        return any(address in network for network in networks)


def ask(image: Mapping[str, str], engine: Engine, logins: Logins) -> Said:
    """The digest of an image by its registry, repository and tag. A login that is refused does not hide a public image."""
    registry = image["registry"]
    login = logins.of(registry)
    said = _ask(image, engine, login)
    if said.problem == "denied" and login is not None:
        anonymous = _ask(image, engine, None)
        if anonymous.found is not None:
            return anonymous._replace(is_anonymous=logins.is_sent(registry))
    return said


def _ask(image: Mapping[str, str], engine: Engine, login: Optional[Login]) -> Said:
    registry = image["registry"]
    said = Said(problem="unreachable")
    for base in engine.bases(registry):
        host = base.split("://", 1)[-1]
        client = Client(engine.proxies(host), host, engine.is_insecure(host))
        # A login of Docker Hub is not for its mirrors.
        own = login if registry != "docker.io" or base == _HUB else None
        said = read_answer(client.manifest(base, image["repository"], image["tag"], own), time.time())
        if said.found is not None:
            return said
    return said


def read_answer(answer: Answer, now: float) -> Said:
    """What an answer to the request for a manifest means. `now` in seconds since 1970. Pure."""
    digest = answer.headers.get("docker-content-digest", "")
    if answer.status == 200 and _DIGEST.fullmatch(digest):
        return Said(found=digest)
    why = answer.why or f"it answered {answer.status}{_message(answer.body)}"
    if answer.status in (401, 403):
        return Said(problem="denied", why=why)
    if answer.status == 404:
        return Said(problem="not-found", why=why)
    if answer.status == 429:
        return Said(problem="rate-limit", why=why, until=_ends(answer.headers, now))
    return Said(problem="unreachable", why=why if answer.status != 200 else "it gave no digest")


def _message(body: bytes) -> str:
    """Of `{"errors": [{"code": …, "message": …}]}`, or of a token server's `{"details": …}`; one line."""
    try:
        found = json.loads(body)
        text = str(found.get("details") or found["errors"][0].get("message") or found["errors"][0]["code"])
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return ""
    return f" ({' '.join(text.split())[:200]})"


def _ends(headers: Mapping[str, str], now: float) -> Optional[int]:
    """By Retry-After, in seconds or as a date (RFC 9110 §10.2.3), or as seconds since 1970, as Docker Hub has it; else by the window of
    `RateLimit-Limit: 100;w=21600`, at whose end it is over at the latest.
    """
    given = headers.get("retry-after") or headers.get("x-retry-after") or ""
    if given.isdigit():
        return int(given) if int(given) > 1_000_000_000 else int(now) + int(given)
    date = email.utils.parsedate_to_datetime(given) if re.match(r"\w{3}, \d", given) else None
    if date is not None:
        return int(date.timestamp())
    window = re.search(r"w=(\d+)", headers.get("ratelimit-limit", ""))
    return int(now) + int(window.group(1)) if window else None
