"""The name of the site's compose project."""
from __future__ import annotations

import os
import re
from typing import List

from observe.containers import Found
from observe.document import Project
from observe.question import Question
from observe.text_file import first_line


def find_project(question: Question, containers: List[Found]) -> Project:
    """The name that the site was given when it was made; before 0.2 the last part of the path; else that of a stack started by hand in
    this very directory; else the planned one.
    """
    # A folder `project` is that of a stack which was started here by hand.
    files = (os.path.join(question.root, name) for name in ("compose-project", "project"))
    noted = next((line for line in map(first_line, files) if line is not None), None)
    if noted is not None:
        return {"name": noted or question.project, "source": "record"}
    if os.path.exists(os.path.join(question.root, "current", ".ec2-https-deploy", "manifest")):
        return {"name": question.project_before or question.project, "source": "record"}
    by_hand = (one.project for one in containers if one.label("project.working_dir") == question.root)
    name = next((project for project in by_hand if re.fullmatch(r"[a-z0-9_-]+", project)), "")
    return {"name": name, "source": "by-hand"} if name else {"name": question.project, "source": "new"}
