"""The `.env` that a person prepared on the host."""
from __future__ import annotations

import os
from typing import Optional


def left_env(root: str, path: str, *, is_first: bool) -> Optional[str]:
    """In the site's directory, as `git clone` and docker compose have it there: at `path`, where the release has it, or at the root. Before
    the first release also in shared/: later, containers may have written what is there. None if there is none.
    """
    bases = [root, os.path.join(root, "shared")] if is_first else [root]
    places = [os.path.join(base, name) for base in bases for name in (path, ".env")]
    return next((place for place in places if os.path.isfile(place)), None)
