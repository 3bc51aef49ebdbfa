"""HTTP requests to registries with their token protocol (distribution.github.io/distribution/spec/auth/token)."""
from __future__ import annotations

import base64
import json
import os
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from typing import Dict, Mapping, NamedTuple, Optional, Union

from observe.logins import Login

_SECONDS = 4.0
_MOST_BYTES = 1 << 20
_INDEX = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)


class Answer(NamedTuple):
    """`status` 0: there was none, and `why` says why."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    why: str = ""


class Client:
    """`proxies` are by scheme, as urllib takes them; certificates that the engine trusts for a registry are trusted here too."""

    def __init__(self, proxies: Dict[str, str], registry: str, is_insecure: bool) -> None:
        self._is_insecure = is_insecure
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=_trust(registry, is_insecure))
        )

    def manifest(self, base: str, repository: str, tag: str, login: Optional[Login]) -> Answer:
        """The answer to HEAD for a manifest: the registry counts it as no pull. With a token if it asks for one."""
        url = f"{base}/v2/{urllib.parse.quote(repository)}/manifests/{urllib.parse.quote(tag)}"
        headers = {"Accept": ", ".join(_INDEX)}
        first = self._request("HEAD", url, headers)
        if first.status != 401:
            return first
        challenge = first.headers.get("www-authenticate", "")
        if challenge.lower().startswith("basic"):
            return first if login is None else self._request("HEAD", url, {**headers, "Authorization": _basic(login)})
        token = self._token(_parameters(challenge), repository, login)
        if isinstance(token, Answer):
            return token
        return self._request("HEAD", url, {**headers, "Authorization": f"Bearer {token}"})

    def _token(self, asked: Mapping[str, str], repository: str, login: Optional[Login]) -> Union[str, Answer]:
        realm = asked.get("realm", "")
        # A password goes nowhere unencrypted but to a registry that the engine was told to use so.
        if not realm.startswith("https://") and not (self._is_insecure and realm.startswith("http://")):
            return Answer(0, {}, why=f"it asks for a login at {realm or 'no address'}")
        given = {"service": asked.get("service", ""), "scope": asked.get("scope") or f"repository:{repository}:pull"}
        query = urllib.parse.urlencode({name: value for name, value in given.items() if value})
        headers = {} if login is None else {"Authorization": _basic(login)}
        answer = self._request("GET", f"{realm}{'&' if '?' in realm else '?'}{query}", headers)
        if answer.status != 200:
            return answer
        try:
            found = json.loads(answer.body)
            return str(found.get("token") or found["access_token"])
        except (ValueError, KeyError, AttributeError):
            return Answer(0, {}, why="its token server gave no token")

    def _request(self, method: str, url: str, headers: Mapping[str, str]) -> Answer:
        request = urllib.request.Request(url, method=method)
        for name, value in {"User-Agent": "ec2-https-deploy", **headers}.items():
            # Not sent on to where a redirect leads.
            request.add_unredirected_header(name, value)
        try:
            with self._opener.open(request, timeout=_SECONDS) as response:
                return Answer(response.status, _lower(response.headers), response.read(_MOST_BYTES))
        except urllib.error.HTTPError as error:
            return Answer(error.code, _lower(error.headers), error.read(_MOST_BYTES) if method == "GET" else b"")
        except (OSError, ValueError, urllib.error.URLError) as error:
            return Answer(0, {}, why=str(getattr(error, "reason", error)) or type(error).__name__)


def _trust(registry: str, is_insecure: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    folder = f"/etc/docker/certs.d/{registry}"
    try:
        for name in sorted(os.listdir(folder)):
            if name.endswith(".crt"):
                context.load_verify_locations(os.path.join(folder, name))
    except (OSError, ssl.SSLError):
        pass
    if is_insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _parameters(challenge: str) -> Dict[str, str]:
    """`Bearer realm="…",service="…",scope="…"`"""
    return dict(re.findall(r'(\w+)="([^"]*)"', challenge))


def _basic(login: Login) -> str:
    return "Basic " + base64.b64encode(f"{login.username}:{login.password}".encode()).decode()


def _lower(headers: object) -> Dict[str, str]:
    return {name.lower(): value for name, value in getattr(headers, "items", dict)()}
