# /// script
# requires-python = ">=3.11"
# dependencies = ["jupyter-repo2docker==2026.4.0"]
# ///
"""What repo2docker makes of each folder named: a JSON list, without Docker or a network.

Run by `uv run --script`, which gives it an environment of its own: learners need none of this.
"""

import json
import logging
import os
import pathlib
import sys

from repo2docker.app import Repo2Docker


def render(folder):
    """The Dockerfile of `folder` and what repo2docker understood, or {"error": …} in its own words."""
    os.chdir(folder)
    app = Repo2Docker()
    try:
        packs = [kind(base_image=app.base_image) for kind in [*app.buildpacks, app.default_buildpack]]
        pack = next((pack for pack in packs if pack.detect()), packs[-1])
        pack.platform = "linux/amd64"
        return {
            "pack": type(pack).__name__,
            "python": getattr(pack, "python_version", None),
            "environment": getattr(pack, "environment_yaml_path", None),
            "dependencies": list(getattr(pack, "environment_yaml", {}).get("dependencies", [])),
            "dockerfile": pack.render({"NB_USER": "jovyan", "NB_UID": "1000"}),
        }
    except Exception as error:  # repo2docker raises whatever its files make Python raise
        return {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    json.dump([render(pathlib.Path(folder).resolve()) for folder in sys.argv[1:]], sys.stdout)
