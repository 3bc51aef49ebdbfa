"""Names in a site's directory that are not the repository's."""
from __future__ import annotations

# What this action keeps in a site's directory: never a directory of the repository.
OURS = (
    *('releases', 'records', 'shared', 'kept', 'edge', 'edge.before', 'renewal', 'program.json', 'current', 'repository.git'),
    *('input-files', 'build-cache.json', 'buildx', 'digest-key', 'lock', 'lock.holder'),
)
