"""Reads settings from the environment and refuses to guess."""

import os

from django.core.exceptions import ImproperlyConfigured


def required(name):
    value = os.environ.get(name, '')
    if not value:
        raise ImproperlyConfigured(f'The environment variable {name} is missing or empty. There is no default for it.')
    return value


def words(*names):
    """The comma-separated values of all the variables named, without spaces."""
    parts = (part.strip() for name in names for part in os.environ.get(name, '').split(','))
    return [part for part in parts if part]
