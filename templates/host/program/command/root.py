"""Commands that need root's rights."""
from __future__ import annotations

import os
from typing import List, Sequence


def as_root(words: Sequence[str]) -> List[str]:
    """The command line that runs these words as root."""
    return [*words] if os.getuid() == 0 else ["sudo", "-n", *words]
