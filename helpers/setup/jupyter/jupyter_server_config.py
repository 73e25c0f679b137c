"""JupyterLab's look in the course: stylesheets next to this file, and on Binder beside its copy."""

import os
import pathlib

here = pathlib.Path(__file__).parent
# JupyterLab looks in these folders in turn for `custom.css` and what it imports
folders = [here / "page"]
if os.environ.get("REDIS_MEASURED_STAGE", "") not in ("", "0"):
    folders.insert(0, here / "stage")

c = get_config()  # noqa: F821 - Jupyter's
c.LabApp.custom_css = True
c.ServerApp.tornado_settings = {"static_custom_path": [str(folder) for folder in folders]}
