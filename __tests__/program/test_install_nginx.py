"""nginx is installed without its welcome page, and without a change to what lay there before."""
import os
import tempfile
import unittest
from types import SimpleNamespace

from bootstrap.nginx import install_nginx


class Packages:
    """Installs what Debian's package lays down; `has_welcome_in_nginx_conf` as on Amazon Linux."""

    def __init__(self, etc, has_welcome_in_nginx_conf=False):
        self.etc = etc
        self.has_welcome_in_nginx_conf = has_welcome_in_nginx_conf

    def install(self, _):
        for folder in ("conf.d", "sites-available", "sites-enabled"):
            os.makedirs(os.path.join(self.etc, folder), exist_ok=True)
        link = os.path.join(self.etc, "sites-enabled/default")
        if not os.path.lexists(link):
            os.symlink("/etc/nginx/sites-available/default", link)


class Privileged:
    """Removes and writes files of the test, and runs nothing else."""

    def __init__(self):
        self.commands = SimpleNamespace(run=self.write)

    def words(self, words):
        return words

    def run(self, words, _):
        if words[0] == "rm":
            os.unlink(words[1])

    def write(self, words, _, stdin=b""):
        with open(words[1], "wb") as file:
            file.write(stdin)


class InstallingNginx(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.etc = os.path.join(folder.name, "nginx")

    def install(self, **own):
        install_nginx(Packages(self.etc, **own), Privileged(), self.etc)
        return sorted(os.path.relpath(os.path.join(at, name), self.etc) for at, _, names in os.walk(self.etc) for name in names)

    def test_removes_the_welcome_page_that_came_with_the_package(self):
        self.assertEqual(self.install(), [])

    def test_keeps_a_default_site_that_was_there_before(self):
        os.makedirs(os.path.join(self.etc, "sites-enabled"))
        os.symlink("/etc/nginx/sites-available/shop", os.path.join(self.etc, "sites-enabled/default"))
        self.assertEqual(self.install(), ["sites-enabled/default"])

    def test_closes_port_80_only_where_no_configuration_of_ours_is_there(self):
        self.assertEqual(self.install(has_welcome_in_nginx_conf=True), ["conf.d/00-ehd.conf"])
        shared = os.path.join(self.etc, "conf.d/00-ehd.conf")
        with open(shared, "w") as file:
            file.write("kept")
        self.install(has_welcome_in_nginx_conf=True)
        with open(shared) as file:
            self.assertEqual(file.read(), "kept")
