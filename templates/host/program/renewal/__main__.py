"""The renewal of a site's certificate, as cron runs it: `python3 -BE <root>/renewal/current`. Installed by ec2-https-deploy, with the
site's names in `renewal.json` beside this file.
"""
from __future__ import annotations

import os
import sys

from renewal.main import main

sys.exit(main(os.path.dirname(os.path.abspath(__file__))))
