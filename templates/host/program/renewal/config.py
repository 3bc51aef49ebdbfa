"""What the renewal has to know of its site (src/plan/release/renewal.ts writes it)."""
from __future__ import annotations

import json
import os
from typing import List, NamedTuple

from job.document import Site, parse_site
from job.fields import flag, number, object_of, texts


class Config(NamedTuple):
    """`command` are the words after `compose run --rm certbot`; empty: `certbot renew`. `is_native`: by the certbot and the nginx of the
    host itself.
    """

    site: Site
    command: List[str]
    certbot_seconds: float
    is_native: bool


def read_config(folder: str) -> Config:
    """:raises WrongField: it is not what the runner writes"""
    with open(os.path.join(folder, "renewal.json"), encoding="utf-8") as file:
        document = json.load(file)
    return Config(
        site=parse_site(object_of(document, "site")),
        command=texts(document, "command"),
        certbot_seconds=number(document, "certbot_seconds"),
        is_native=flag(document, "native"),
    )
