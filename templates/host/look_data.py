"""The part of the look at a host that tells of its data and of other compose projects: facts, a line each, as observe.sh prints them.
It changes nothing. Arguments: root, project, repository (owner/name), digest of the compose file, and the paths that may be
persistent: percent-encoded, each behind a `/`. Run as root where we may be: containers own what they write."""
import base64
import hashlib
import json
import os
import subprocess
import sys
from urllib.parse import unquote

ROOT, PROJECT, REPOSITORY, COMPOSE_DIGEST, DATA_PATHS = sys.argv[1:6]
PATHS = [unquote(path) for path in DATA_PATHS.split(' ') if DATA_PATHS]
PATHS = [path[1:] for path in PATHS]
OURS = ('releases', 'records', 'shared', 'kept', 'edge', 'edge.before', 'renewal', 'current', 'repository.git', 'lock', 'lock.holder')
MOST_TOLD = 50
# Entries that are looked at for databases, and how deep: a directory of uploads may hold millions.
MOST_ENTRIES = 20000
DEEPEST = 4
# One process at a time may have these open.
SINGLE_WRITER = ('.duckdb', '.mv.db', '.rdb', '.realm')
SINGLE_WRITER_NAMES = ('PG_VERSION', 'ibdata1', 'WiredTiger', 'appendonlydir')
# Several processes of one host may write to these, by locks (sqlite.org/lockingv3.html): in a volume, which all releases share, they
# do. Not where a directory of the repository is mounted: a person may copy, replace or restore files there.
FILES = ('.sqlite3', '.sqlite', '.db', '.db3', '.mdb')
VOLUMES = ('/var/lib/docker/volumes', '/var/snap/docker/common/var-lib-docker/volumes')
CHUNK = 1 << 20


def fact(name, value):
    print('fact', name, base64.b64encode(value.encode('utf-8', 'surrogateescape')).decode())


def docker(*arguments):
    try:
        done = subprocess.run(['docker', *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return done.stdout.decode('utf-8', 'replace').splitlines()


def within(path, place):
    return place == '' or path == place or path.startswith(place + '/')


def read_text(path, most=1 << 20):
    try:
        with open(path, encoding='utf-8', errors='replace') as file:
            return file.read(most)
    except OSError:
        return ''


def places():
    """Where each path lies now: in shared/, or beside it as a stack that was started by hand left it."""
    for path in PATHS:
        shared, by_hand = os.path.join(ROOT, 'shared', path), os.path.join(ROOT, path)
        if os.path.lexists(shared):
            kind = 'shared'
        elif path and path.split('/')[0] not in OURS and os.path.lexists(by_hand):
            kind = 'by-hand'
        else:
            kind = 'missing'
        fact('place', kind + '|' + path)


def current_release():
    """The record and folder of the running release, and whether it is of the layout before 0.2."""
    name = os.path.basename(os.readlink(os.path.join(ROOT, 'current'))) if os.path.islink(os.path.join(ROOT, 'current')) else ''
    tree = os.path.join(ROOT, 'releases', name)
    record = os.path.join(ROOT, 'records', name)
    legacy = os.path.join(tree, '.ec2-https-deploy')
    if name and os.path.isfile(os.path.join(record, 'manifest')):
        return record, tree, False
    if name and os.path.isfile(os.path.join(legacy, 'manifest')):
        return legacy, tree, True
    return None, tree, False


def foreign():
    """What lies where releases do, and is not ours."""
    current = os.path.join(ROOT, 'current')
    record, tree, _ = current_release()
    if os.path.lexists(current) and (not os.path.islink(current) or (record is None and os.path.exists(current))):
        fact('foreign', current)
    releases = os.path.join(ROOT, 'releases')
    for name in sorted(os.listdir(releases) if os.path.isdir(releases) else []):
        folder = os.path.join(releases, name)
        ours = [os.path.join(ROOT, 'records', name), os.path.join(folder, '.ec2-https-deploy')]
        # A deploy that was broken off may have left a folder without its record; it is named as a release is.
        if not any(map(os.path.isdir, ours)) and not (len(name) >= 20 and name[8] == 'T' and name[15:17] == 'Z-'):
            fact('foreign', folder)
            return


def blob_of(path, like):
    digest = hashlib.new('sha256' if len(like) == 64 else 'sha1')
    with open(path, 'rb') as file:
        digest.update(b'blob %d\0' % os.fstat(file.fileno()).st_size)
        for chunk in iter(lambda: file.read(CHUNK), b''):
            digest.update(chunk)
    return digest.hexdigest()


def damaged(record, tree, is_legacy):
    """Files of the running release that are not what was put there: changed through a mount, or lost by a power cut."""
    noted = {}
    for line in read_text(os.path.join(record, 'tree'), 1 << 28).splitlines():
        size, changed, path = line.split(' ')
        noted[path] = (int(size), int(changed))
    told = 0
    for line in read_text(os.path.join(record, 'manifest'), 1 << 28).splitlines():
        words = line.split(' ')
        path = unquote(words[-1])
        if words[0] != 'f' or (is_legacy and not any(within(path, place) for place in PATHS)) or (not is_legacy and words[-1] not in noted):
            continue
        file = os.path.join(tree, path)
        try:
            status = os.lstat(file)
            if noted.get(words[-1]) == (status.st_size, status.st_mtime_ns) or blob_of(file, words[2]) == words[2]:
                continue
        except OSError:
            pass
        fact('damaged', path)
        told += 1
        if told == 10000:
            return


def data(record):
    """What the persistent directories of the running release are, and what in them differs from the repository."""
    for line in read_text(os.path.join(record, 'places')).splitlines():
        fact('place-before', unquote(line.split(' ')[1]))
    try:
        synced = json.loads(read_text(os.path.join(ROOT, 'synced.json'), 1 << 28) or '{}')
    except ValueError:
        synced = {}
    if synced:
        fact('synced', synced.get('release', ''))
    differing = set(synced.get('kept', []))
    for path, noted in synced.get('files', {}).items():
        try:
            status = os.stat(os.path.join(ROOT, 'shared', path), follow_symlinks=False)
        except OSError:
            continue
        if [status.st_size, status.st_mtime_ns, status.st_ino] != noted['stat']:
            differing.add(path)
    for path in sorted(differing)[:MOST_TOLD]:
        fact('differs', path)


def database_in(top, endings):
    """The first database file below a directory."""
    seen = 0
    for folder, folders, names in os.walk(top):
        if folder[len(top):].count('/') >= DEEPEST:
            folders[:] = []
        for name in names:
            if name in SINGLE_WRITER_NAMES or name.lower().endswith(endings):
                return os.path.relpath(os.path.join(folder, name), top)
        seen += len(names) + len(folders)
        if seen > MOST_ENTRIES:
            return None
    return None


def volumes_of(containers):
    """Databases and anonymous volumes of the project's containers, by service."""
    for service, mounts in containers:
        for mount in mounts.split(','):
            if mount.startswith('/') or not mount:
                found = database_in(mount, SINGLE_WRITER + FILES) if within(mount, os.path.join(ROOT, 'shared')) else None
            elif len(mount) == 64 and all(digit in '0123456789abcdef' for digit in mount):
                fact('anonymous', service)
                continue
            else:
                place = next((os.path.join(volumes, mount, '_data') for volumes in VOLUMES if os.path.isdir(os.path.join(volumes, mount))), None)
                found = database_in(place, SINGLE_WRITER) if place else None
            if found:
                fact('database', service + '|' + found + ' in ' + mount)


def projects():
    """Every compose project of the host but ours, and what tells whether it is this repository's."""
    own, others = [], {}
    labels = ['project', 'project.working_dir', 'project.config_files', 'service', 'oneoff']
    form = '\t'.join('{{.Label "com.docker.compose.' + label + '"}}' for label in labels) + '\t{{.Mounts}}'
    for line in docker('ps', '--all', '--no-trunc', '--format', form):
        if line.count('\t') != 5:
            continue
        project, folder, files, service, oneoff, mounts = line.split('\t')
        if project and oneoff != 'True':
            others.setdefault((project, folder), (files, set()))[1].add(service)
        if project == PROJECT:
            own.append((service, mounts))
    for (project, folder), (files, services) in sorted(others.items()):
        fact('stack', '|'.join([project, likeness(folder, files), ','.join(sorted(services)), folder]))
    volumes_of(own)


def likeness(folder, files):
    """How a project is known to be this repository's: by its git remote, or by the same compose file."""
    remotes = read_text(os.path.join(folder, '.git/config')).lower().replace('.git\n', '\n') + '\n'
    if REPOSITORY and any(before + REPOSITORY.lower() + '\n' in remotes for before in (':', '/')):
        return 'remote'
    for file in files.split(','):
        try:
            with open(file, 'rb') as content:
                if COMPOSE_DIGEST and hashlib.sha256(content.read(CHUNK)).hexdigest() == COMPOSE_DIGEST:
                    return 'file'
        except OSError:
            continue
    return 'other'


def volumes():
    """Volumes of compose projects, which outlive their containers."""
    form = '{{.Label "com.docker.compose.project"}}\t{{.Label "com.docker.compose.volume"}}\t{{.Name}}'
    for line in docker('volume', 'ls', '--filter', 'label=com.docker.compose.project', '--format', form):
        if line.count('\t') != 2:
            continue
        project, key, name = line.split('\t')
        fact('volume', '|'.join([project, key, name]))


def main():
    record, tree, is_legacy = current_release()
    places()
    foreign()
    projects()
    if record is None:
        volumes()
    else:
        fact('layout', 'legacy' if is_legacy else 'present')
        data(record)
        damaged(record, tree, is_legacy)


main()
