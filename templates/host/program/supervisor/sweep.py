"""Takes away what programs left that ended with the machine, their secrets and all."""
from __future__ import annotations

import fcntl
import glob
import os
import shutil
import time

_RECEIVED_WITHIN_SECONDS = 3600


def sweep(home: str, own: str) -> None:
    for bundle in glob.glob(os.path.join(glob.escape(home), ".ec2-https-deploy.????????")):
        if bundle != own and os.path.isdir(bundle) and _is_left(bundle):
            shutil.rmtree(bundle, ignore_errors=True)


def _is_left(bundle: str) -> bool:
    """One that is alive holds its own lock; one without is being received, or was, an hour ago."""
    try:
        with open(os.path.join(bundle, "alive"), "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except FileNotFoundError:
        return time.time() - os.stat(bundle).st_mtime > _RECEIVED_WITHIN_SECONDS
    except OSError:
        return False
