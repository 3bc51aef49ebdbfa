"""Has the host's nginx load the certificate."""
from __future__ import annotations

from native.steps import proxy

read = proxy.read
run = proxy.run
