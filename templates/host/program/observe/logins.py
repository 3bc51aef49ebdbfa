"""Logins for registries: those that the runner sent, else those of docker on this host, credential helpers among them."""
from __future__ import annotations

import base64
import binascii
import json
import os
import subprocess
from typing import Any, Dict, Mapping, NamedTuple, Optional

from observe.process import run
from observe.text_file import read_text

HUB = "https://index.docker.io/v1/"
_HELPER_SECONDS = 3.0


class Login(NamedTuple):
    username: str
    password: str


class Logins:
    """`sent` is by registry, with `docker.io` for Docker Hub; `config` is docker's own config.json."""

    def __init__(self, sent: Mapping[str, Login], config: Mapping[str, Any]) -> None:
        self._sent = sent
        self._config = config

    def is_sent(self, registry: str) -> bool:
        return registry in self._sent

    def of(self, registry: str) -> Optional[Login]:
        """A helper of one registry goes before the store of all, as docker does it (cli/config/configfile/file.go)."""
        if registry in self._sent:
            return self._sent[registry]
        key = HUB if registry == "docker.io" else registry
        helper = _mapping(self._config, "credHelpers").get(key, self._config.get("credsStore"))
        return _of_helper(helper, key) if helper and isinstance(helper, str) else self._of_file(key)

    def _of_file(self, key: str) -> Optional[Login]:
        auths = _mapping(self._config, "auths")
        found = next((auths[name] for name in (key, f"https://{key}", f"https://{key}/") if name in auths), None)
        if not isinstance(found, dict):
            return None
        try:
            pair = base64.b64decode(str(found.get("auth", "")), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return None
        username, _, password = pair.partition(":")
        return Login(username, password) if username and password else None


def parse_logins(line: str) -> Dict[str, Login]:
    """Reads the line that the runner sends: `[{"registry", "username", "password"}]`."""
    try:
        return {one["registry"]: Login(one["username"], one["password"]) for one in json.loads(line or "[]")}
    except (ValueError, KeyError, TypeError):
        return {}


def docker_config(is_direct: bool) -> Dict[str, Any]:
    """What docker itself reads: that of the user as whom it is called. {} without one."""
    own = os.path.join(os.environ.get("DOCKER_CONFIG") or os.path.join(os.environ.get("HOME", "/"), ".docker"), "config.json")
    text = read_text(own) if is_direct else run("sudo", "-n", "cat", "/root/.docker/config.json").output
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _of_helper(helper: str, key: str) -> Optional[Login]:
    """The protocol of docker-credential-helpers: the registry on standard input, JSON on standard output."""
    if "/" in helper:
        return None
    try:
        done = subprocess.run(
            [f"docker-credential-{helper}", "get"], input=key.encode(), capture_output=True, timeout=_HELPER_SECONDS, check=False
        )
        found = json.loads(done.stdout) if done.returncode == 0 else {}
        # Such a user stands for an identity token, which is another protocol.
        return Login(found["Username"], found["Secret"]) if found.get("Username") not in (None, "<token>") else None
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, AttributeError):
        return None


def _mapping(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}
