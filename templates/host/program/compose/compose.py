"""docker compose on a release, with an environment of its own, so that nothing of the session can leak into the stack."""
from __future__ import annotations

import os
from typing import Callable, List, Optional

from command.command import Call, Commands, Result
from command.tee import Shown, tee
from compose.env_place import reads_two
from compose.releases import Releases, read_text
from engine.docker import Docker


class Compose:
    """`token` labels one-off containers, by which they are found and removed when the step is ended. `config` is DOCKER_CONFIG of this run,
    None for docker's own.
    """

    def __init__(self, commands: Commands, docker: Docker, releases: Releases, token: str, config: Optional[str] = None) -> None:
        self._commands = commands
        self._docker = docker
        self._releases = releases
        self._token = token
        self._config = config

    def run(self, release: str, *words: str, limit_seconds: float) -> Result:
        """Runs `docker compose WORDS` on a release; its output is kept."""
        call = self.call(release, list(words))
        return self._commands.run(call.words, limit_seconds, cwd=call.cwd, env=call.env)

    def ask(self, release: str, *words: str, limit_seconds: float) -> Callable[[], Result]:
        """As `run`, while other work is done: what is returned waits for the answer."""
        return self._commands.ask(self.call(release, list(words)), limit_seconds)

    def show(self, release: str, *words: str, limit_seconds: float) -> int:
        """Runs `docker compose WORDS` on a release; it prints into the log. Its exit status."""
        call = self.call(release, list(words))
        return self._commands.show(call.words, limit_seconds, cwd=call.cwd, env=call.env)

    def tee(self, release: str, *words: str, limit_seconds: float) -> Shown:
        """As `show`; what it prints is kept too."""
        call = self.call(release, list(words))
        return tee(call.words, limit_seconds, call.cwd, call.env)

    def pull(self, image: str, limit_seconds: float) -> bool:
        """Pulls an image by its name or digest, with the logins of this run."""
        words = ["docker", "pull", "--quiet", image]
        named = words if self._config is None else ["env", f"DOCKER_CONFIG={self._config}", *words]
        return self._commands.show(self._docker.words(named), limit_seconds) == 0

    def once(self, release: str, *words: str) -> List[str]:
        """The words for a container that runs one command (`docker compose run`)."""
        return ["run", "--rm", "-T", "--label", f"ec2-https-deploy.run={self._token}", *words]

    def call(
        self,
        release: str,
        words: List[str],
        folder: Optional[str] = None,
        files: Optional[List[str]] = None,
        overlay: Optional[str] = None,
    ) -> Call:
        """What is run, and where. `folder` keeps its symlink: compose notes it in the containers. `files`: other compose files than the
        release's; the project is where the first one is. `overlay` is a compose file after all of them.
        """
        place = folder or self._releases.at(release) or self._releases.folder(release)
        record, env_file = self._releases.record(release), self._releases.env_file(release)
        noted = read_text(os.path.join(record, "compose-folder")).strip()
        inside = noted if files is None else os.path.dirname(files[0])
        all_files = [*(self._releases.compose_files(release) if files is None else files), *([overlay] if overlay else [])]
        env_files = _env_files(env_file, os.path.join(place, inside, ".env") if reads_two(record, inside) else env_file)
        env = {
            **({} if self._config is None else {"DOCKER_CONFIG": self._config}),
            "BUILDX_CONFIG": self._docker.buildx_folder(self._releases.root),
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": self._docker.home(),
            "PWD": place,
            "COMPOSE_PROJECT_NAME": self._releases.project,
            "COMPOSE_FILE": "|".join(all_files),
            "COMPOSE_PATH_SEPARATOR": "|",
            "RELEASE_ENV_FILE": env_file,
            "COMPOSE_BAKE": "false",
            "COMPOSE_ANSI": "never",
            "COMPOSE_PROGRESS": "plain",
        }
        project_folder = os.path.join(place, inside) if inside else place
        flags = [word for file in env_files for word in ("--env-file", file)]
        compose = ["docker", "compose", "--project-directory", project_folder, *flags, *words]
        # `env -i` and not the environment of the process alone: sudo gives its own.
        named = [f"{name}={value}" for name, value in env.items()]
        return Call(self._docker.words(["env", "-i", *named, *compose]), place, dict(os.environ))


def _env_files(own: str, second: str) -> List[str]:
    """A later file wins, and refers to the variables of earlier ones: so the release's own is read before the second one, and again."""
    is_two = os.path.isfile(second) and not os.path.samefile(own, second)
    return [own, second, own] if is_two else [own]
