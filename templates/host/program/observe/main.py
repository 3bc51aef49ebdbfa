"""Inspects the host and prints what it finds, one JSON document. It changes nothing.

What takes long runs in parallel: docker's commands, and what is read as root.
"""
from __future__ import annotations

import json
import os
import platform
import sys
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional

from files.manifest import find
from observe.certificates import Certificate
from observe.containers import project_containers
from observe.databases import Mounted
from observe.docker import Docker
from observe.document import External, Image, Native, Observation, Port
from observe.env import observe_env
from observe.ports import observe_ports
from observe.privileged import Privileged, Request, read
from observe.process import Process
from observe.programs import observe_programs, observe_renewal
from observe.project import find_project
from observe.proxy import observe_hsts, observe_proxy
from observe.question import Manifest, Question, parse_manifest, parse_question
from observe.releases import count_releases, observe_release, observe_unverified
from observe.system import observe_system
from observe.text_file import sha256_of, shown_by

if TYPE_CHECKING:
    from observe.told import Told

# observe.sh passes its standard input on as this descriptor.
_TOLD_DESCRIPTOR = 3


def main(sent: Dict[str, Any]) -> None:
    found = observe(parse_question(sent["question"]), sent["modules"])
    # Bytes that are not UTF-8 are passed on unchanged.
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))


def observe(question: Question, modules: Dict[str, str]) -> Observation:
    root = question.root
    is_root = os.getuid() == 0
    docker = Docker()
    told = _begin_told(question)
    images = _begin_images(question, told)
    native = _begin_native(question)
    sudo = None if is_root else Process("sudo", "-n", "true")
    privileged = None if is_root else Privileged(modules)
    docker.look()
    missing = _begin_externals(question, docker)
    project = find_project(question, docker.containers)
    name = project["name"]
    volume = question.certificate_volume.replace("{project}", name)
    certificate = Certificate(docker, volume, question.certificate_folder, question.certificate_name)
    privilege = "root" if sudo is None else "sudo" if sudo.result().is_ok else "none"
    request = _request(question, docker, name, certificate.path)
    if privileged is not None and privilege == "sudo":
        privileged.ask(request)
    system = observe_system(root, privilege)
    programs = observe_programs(question)
    ports = observe_ports(docker.containers, name)
    renewal_digest = observe_renewal(root, name)
    engine = docker.engine()
    pem, data = privileged.result() if privileged is not None and privilege == "sudo" else read(request)
    return {
        "python": platform.python_version(),
        "system": system,
        "programs": programs,
        "ports": ports,
        "docker": engine,
        "project": project,
        "env": observe_env(root, question.env_path, question.env_names),
        "containers": project_containers(docker.containers, name),
        "missing": missing(),
        "images": images(),
        "certificate": certificate.through_container() if pem is None and privilege == "none" else pem,
        "proxy": observe_proxy(root),
        "hsts": observe_hsts(root),
        "renewal_digest": renewal_digest,
        "program_digest": sha256_of(os.path.join(root, "program.json")),
        "release_count": count_releases(root),
        "unverified": observe_unverified(root),
        "data": data,
        "native": native(ports),
        # Last: it may have to wait until the runner knows its own manifest.
        "release": observe_release(root, lambda: question.manifest or _told_manifest(question, told)),
    }


def _begin_told(question: Question) -> Optional[Told]:
    """What is not needed is not loaded: threads take as long as all else here."""
    if not question.awaits_logins and question.manifest is not None:
        return None
    from observe.told import Told

    return Told(_TOLD_DESCRIPTOR)


def _begin_images(question: Question, told: Optional[Told]) -> Callable[[], List[Image]]:
    """Asks the registries while all else is looked at. The module is only sent where there is something to ask."""
    if not question.images:
        return list
    from observe.images import Images

    return Images(question.images, question.root, told if question.awaits_logins else None).result


def _begin_externals(question: Question, docker: Docker) -> Callable[[], List[External]]:
    """As the module above it is only sent where there is something to ask."""
    if not question.externals:
        return list
    from observe.externals import Externals

    return Externals(docker, question.externals).missing


def _begin_native(question: Question) -> Callable[[List[Port]], Optional[Native]]:
    """As the modules above it is only sent where it is needed."""
    if question.native is None:
        return lambda _: None
    from observe.native import NativeHost

    return NativeHost(question.root, question.native).result


def _told_manifest(question: Question, told: Optional[Told]) -> Manifest:
    return parse_manifest("" if told is None else told.line(1 if question.awaits_logins else 0))


def _request(question: Question, docker: Docker, project: str, certificate: str) -> Request:
    stacks = [one for one in docker.containers if one.project and not one.is_one_off]
    own = [one for one in docker.containers if one.project == project]
    has_release = find(question.root, shown_by(os.path.join(question.root, "current")) or "") is not None
    return Request(
        root=question.root,
        repository=question.repository,
        compose_digest=question.compose_digest,
        data_paths=question.data_paths,
        certificate=certificate,
        services=[
            (one.project, one.label("project.working_dir"), one.label("project.config_files"), one.service) for one in stacks
        ],
        mounts=[Mounted(one.service, mount.name, mount.source) for one in own for mount in one.mounts],
        # Where there is a release, its project's volumes are known to be this site's.
        volumes=[] if has_release or docker.access == "none" else docker.project_volumes(),
    )
