#!/usr/bin/env python
"""Django's command line. In development it uses the debug settings; on the host DJANGO_SETTINGS_MODULE is set."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings.debug')
    execute_from_command_line(sys.argv)
