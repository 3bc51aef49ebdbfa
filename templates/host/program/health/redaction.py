"""Hides values of the `.env` in what containers print. The runner masks those that it was given, but not those that only the host has.
The rules are those of src/inputs/mask.ts.
"""
from __future__ import annotations

import os
import re
from glob import escape, glob
from typing import Iterable, List, Set

from compose.env_place import env_path

_ENTRY = re.compile(r"""^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*=\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([^\n]*))""", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_COMMON = re.compile(
    "true|false|yes|no|on|off|none|null|debug|info|warning|error|test|prod|production|staging|development|localhost", re.IGNORECASE
)
_LEAST_OF_LINE = 8
_HIDDEN = "***"


class Redaction:
    """`shown`: texts that are printed in any case, such as the site's name; what is a part of one is not hidden."""

    def __init__(self, env: str = "", shown: Iterable[str] = ()) -> None:
        texts = list(shown)
        secret = {form for value in _values(env) for form in _forms(value) if not any(form in text for text in texts)}
        self._secret: List[str] = sorted(secret, key=len, reverse=True)

    def of(self, line: str) -> str:
        for value in self._secret:
            line = line.replace(value, _HIDDEN)
        return line


class SiteValues:
    """What is in the `.env` files of a site's releases, as they are when it is asked for: during a rollout containers of several
    releases run. `shown` as in `Redaction`.
    """

    def __init__(self, root: str, *shown: str) -> None:
        self._root = root
        self._shown = shown

    def redaction(self) -> Redaction:
        releases = glob(os.path.join(escape(self._root), "releases", "*"))
        records = [os.path.join(self._root, "records", os.path.basename(release)) for release in releases]
        own = [os.path.join(release, env_path(record)) for release, record in zip(releases, records)]
        paths = [*own, *(os.path.join(record, "env") for record in records)]
        return Redaction("\n".join(map(_text, paths)), self._shown)


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _values(env: str) -> List[str]:
    return [_unescaped(quoted) if quoted else literal or bare for quoted, literal, bare in _ENTRY.findall(env)]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found.group(1), found.group(1)), text)


def _forms(value: str) -> Set[str]:
    """A value itself, and each long line of one over several."""
    bare = value.strip()
    lines = [line.strip() for line in bare.splitlines()]
    found = {line for line in lines if len(line) >= _LEAST_OF_LINE} if len(lines) > 1 else {bare}
    return {form for form in found if not _is_trivial(form)}


def _is_trivial(value: str) -> bool:
    return len(value) <= 2 or _COMMON.fullmatch(value) is not None or re.fullmatch(r"\d{1,5}", value) is not None
