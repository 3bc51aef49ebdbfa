import os
import subprocess
import sys
from pathlib import Path
from unittest import TestCase

PROJECT = Path(__file__).resolve().parent.parent.parent
SHOW = 'from django.conf import settings; print(settings.DEBUG, settings.ALLOWED_HOSTS)'


def start_in_production(**environment):
    """Reads the deploy settings in a process of its own, with only these variables set."""
    kept = {name: os.environ[name] for name in ('PATH', 'PYTHONPATH', 'HOME') if name in os.environ}
    return subprocess.run(
        [sys.executable, '-c', SHOW],
        cwd=PROJECT,
        env={**kept, 'DJANGO_SETTINGS_MODULE': 'config.settings.deploy', **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class DeploySettings(TestCase):
    def test_no_start_without_a_secret_key(self):
        for environment in ({}, {'DJANGO_SECRET_KEY': ''}):
            with self.subTest(environment):
                result = start_in_production(DOMAIN='app.example.com', **environment)
                self.assertNotEqual(result.returncode, 0)
                self.assertIn('DJANGO_SECRET_KEY', result.stderr)

    def test_no_start_without_a_name(self):
        result = start_in_production(DJANGO_SECRET_KEY='s')
        self.assertNotEqual(result.returncode, 0)
        self.assertIn('DOMAIN', result.stderr)

    def test_the_names_come_from_the_domain_and_its_aliases(self):
        result = start_in_production(
            DJANGO_SECRET_KEY='s', DOMAIN='app.example.com', DOMAIN_ALIASES='www.example.com, m.example.com'
        )
        self.assertEqual(result.stdout.strip(), "False ['app.example.com', 'www.example.com', 'm.example.com']")

    def test_names_that_are_set_explicitly_win(self):
        result = start_in_production(
            DJANGO_SECRET_KEY='s', DOMAIN='app.example.com', DJANGO_ALLOWED_HOSTS='other.example.com'
        )
        self.assertEqual(result.stdout.strip(), "False ['other.example.com']")
