"""The `.env` that a person prepared on the host."""
from __future__ import annotations

import os
from typing import Optional


def left_env(root: str, folder: str, *, is_first: bool) -> Optional[str]:
    """In the site's directory, as `git clone` and docker compose have it there: at its root, or in the compose file's `folder`. Before the
    first release also in shared/: later, containers may have written what is there. None if there is none.
    """
    bases = [root, os.path.join(root, "shared")] if is_first else [root]
    paths = [os.path.join(base, below, ".env") for base in bases for below in ("", folder)]
    return next((path for path in paths if os.path.isfile(path)), None)
