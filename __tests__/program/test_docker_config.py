"""Docker's configuration with the logins of a run."""
import base64
import os
import tempfile
import unittest

from command.command import Commands
from command.failed import Failed
from command.privileged import Privileged
from compose.docker_config import docker_config, with_logins
from build.platform import check_platforms

LOGIN = {"registry": "r.example.com", "username": "me", "password": "secret"}
AUTH = {"auth": base64.b64encode(b"me:secret").decode()}


class AConfiguration(unittest.TestCase):
    def test_keeps_what_the_host_has(self):
        own = {"auths": {"other.example.com": {"auth": "x"}}, "proxies": {"default": {}}}
        self.assertEqual(
            with_logins(own, [LOGIN]), {"auths": {"other.example.com": {"auth": "x"}, "r.example.com": AUTH}, "proxies": {"default": {}}}
        )

    def test_names_docker_hub_as_docker_does(self):
        made = with_logins({}, [{**LOGIN, "registry": "docker.io"}])
        self.assertEqual(list(made["auths"]), ["https://index.docker.io/v1/"])

    def test_leaves_credential_helpers_to_the_other_registries(self):
        made = with_logins({"credsStore": "pass", "credHelpers": {"gcr.io": "gcloud"}}, [LOGIN])
        self.assertEqual(made["credHelpers"], {"gcr.io": "gcloud", "r.example.com": ""})
        made = with_logins({"credHelpers": {"r.example.com": "mine"}}, [LOGIN])
        self.assertEqual(made["credHelpers"], {"r.example.com": ""})


class Home:
    def __init__(self, folder):
        self._folder = folder

    def home(self):
        return self._folder


class ARun(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home, self.bundle = os.path.join(folder.name, "home"), os.path.join(folder.name, "bundle")
        os.makedirs(os.path.join(self.home, ".docker", "cli-plugins"))
        os.mkdir(self.bundle)

    def made(self):
        return docker_config(self.bundle, Home(self.home), Privileged(Commands()))

    def test_without_logins_is_that_of_the_host(self):
        with open(os.path.join(self.home, ".docker", "config.json"), "w", encoding="utf-8") as file:
            file.write('{"currentContext": "mine"}')
        folder = self.made()
        self.assertEqual(os.readlink(os.path.join(folder, "config.json")), os.path.join(self.home, ".docker", "config.json"))
        self.assertEqual(self.made(), folder)

    def test_is_made_for_a_user_who_never_used_docker(self):
        self.home = os.path.join(self.home, "new")
        os.mkdir(self.home)
        folder = self.made()
        self.assertEqual(os.listdir(folder), ["config.json"])
        self.assertEqual(os.listdir(self.home), [])

    def test_leaves_what_builds_write_to_the_user(self):
        for name in ("buildx", "contexts"):
            os.mkdir(os.path.join(self.home, ".docker", name))
        for name in (".token_seed", ".token_seed.lock"):
            open(os.path.join(self.home, ".docker", name), "w", encoding="utf-8").close()
        self.assertEqual(sorted(os.listdir(self.made())), ["cli-plugins", "config.json", "contexts"])

    def test_keeps_its_logins_in_a_folder_of_its_own_that_only_its_user_may_read(self):
        with open(os.path.join(self.bundle, "registries.json"), "w", encoding="utf-8") as file:
            file.write('[{"registry": "r.example.com", "username": "me", "password": "secret"}]')
        folder = self.made()
        self.assertEqual(os.stat(folder).st_mode & 0o777, 0o700)
        self.assertEqual(os.stat(os.path.join(folder, "config.json")).st_mode & 0o777, 0o600)
        self.assertEqual(os.readlink(os.path.join(folder, "cli-plugins")), os.path.join(self.home, ".docker", "cli-plugins"))
        self.assertEqual(os.listdir(os.path.join(self.home, ".docker")), ["cli-plugins"])
        self.assertEqual(self.made(), folder)


class APlatform(unittest.TestCase):
    def test_of_another_architecture_is_refused_before_a_container_starts(self):
        with self.assertRaises(Failed) as caught:
            check_platforms({"shop/app:1": "linux/arm64", "nginx": "linux/amd64"}, "x86_64", "/nowhere")
        self.assertEqual(caught.exception.code, "image-platform")
        self.assertEqual(caught.exception.text, "shop/app:1 is for linux/arm64; the host is linux/amd64")

    def test_that_the_host_runs_is_well(self):
        for platform, machine in (("linux/amd64", "x86_64"), ("linux/386", "x86_64"), ("linux/arm", "aarch64"), ("/", "x86_64"), ("linux/s390x", "odd")):
            with self.subTest(platform):
                check_platforms({"app": platform}, machine, "/nowhere")

    def test_is_well_where_the_kernel_has_an_emulator(self):
        with tempfile.TemporaryDirectory() as folder:
            open(os.path.join(folder, "qemu-aarch64"), "w", encoding="utf-8").close()
            check_platforms({"app": "linux/arm64"}, "x86_64", folder)


if __name__ == "__main__":
    unittest.main()
