"""Names in a site's directory that are not the repository's."""
from __future__ import annotations

# What this action keeps in a site's directory, `ahead` and `renew.sh` before 0.2: never what a stack that was started by hand left there.
OURS = (
    *('releases', 'records', 'shared', 'kept', 'edge', 'edge.before', 'renewal', 'program.json', 'current', 'repository.git'),
    *('host-program', 'input-files', 'build-cache.json', 'buildx', 'digest-key', 'lock', 'lock.holder', 'compose-project', 'synced.json'),
    *('adopted.json', 'edge.loaded', 'unverified', 'renew.log', 'journal.jsonl', 'hsts', 'stand-in', 'ahead', 'renew.sh', 'venvs'),
)
