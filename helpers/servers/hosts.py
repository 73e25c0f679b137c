"""Where a Redis server runs: as a process on this machine, or in a container.

Both hosts do two things, run a tool until it exits and supervise a long-running process, so every lesson runs
unchanged on a laptop (`ProcessHost`) and in CI (`ContainerHost`). Folders in `scratch_root()` have the same
path on both sides.
"""

import errno
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import uuid
from contextlib import contextmanager

from helpers.errors import CourseError
from helpers.paths import CONTAINER_VARIABLE
from helpers.setup import binaries, limits

DEFAULT_IMAGE = "redis:8"
SPACE = 50_000_000  # bytes that the lessons on persistence write

# A shell between this kernel and the process, in its own session so that the interrupt button doesn't reach
# it. It executes the lines that it reads from a pipe, which only the kernel holds open. However the kernel
# exits, the pipe then closes, `read` fails, and the shell kills the process and removes its folder.
SUPERVISOR = """
trap '' INT HUP TERM
cd "$1" || exit 1
shift
exec 3>&1 >/dev/null 2>&1
while read -r order; do
  case $order in
    START) "$@" </dev/null >>output 2>&1 3>&- & p=$!; echo $p >&3 ;;
    ALIVE) jobs; kill -s 0 $p && echo 1 >&3 || echo 0 >&3 ;;
    KILL|TERM) kill -s CONT $p; kill -s $order $p; wait $p; echo 0 >&3 ;;
    *) kill -s $order $p; echo 0 >&3 ;;
  esac
done
[ -z "$p" ] || { kill -s KILL $p; wait $p; }
folder=$PWD
cd /
rm -rf "$folder"
"""

KEEPER = (
    "exec $(command -v redis-server || command -v valkey-server) --port 0 --unixsocket /tmp/keeper --save ''"
)


class Supervised:
    """A process under a supervisor shell, with its own folder, which is removed with the process.

    `start()` returns its process ID on the host. `signal(name)` sends KILL, TERM, STOP or CONT. After
    KILL or TERM it waits until the process has exited. `close()` kills it and removes the folder.
    """

    def __init__(self, shell, argv, folder):
        self.folder = folder
        self._one_at_a_time = threading.Lock()
        self._shell = subprocess.Popen(
            [*shell, "sh", "-c", SUPERVISOR, "supervisor", str(folder), *argv],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def _order(self, order):
        try:
            with self._one_at_a_time:
                self._shell.stdin.write(order + "\n")
                self._shell.stdin.flush()
                return int(self._shell.stdout.readline())
        except (OSError, ValueError) as error:
            raise CourseError(f"The supervisor of {self.folder} is gone, and its server with it.") from error

    def start(self):
        return self._order("START")

    def signal(self, name):
        self._order(name)

    @property
    def alive(self):
        # kill -0 fails only after `jobs` has made the shell notice that the child has exited
        return bool(self._order("ALIVE"))

    def close(self):
        """Stop the process and remove its folder. Returns when both are gone."""
        if not self._shell.stdin.closed:
            try:
                self._shell.stdin.close()
            except OSError:
                pass  # the supervisor died first
            self._shell.wait()
            self._shell.stdout.close()


class ProcessHost:
    """Servers are processes on this machine, as they are for you."""

    name = "on this machine"
    shell = ()  # the prefix of each command line

    def executable(self, name):
        """Return the path of `redis-server` or a tool such as `redis-check-aof`; CourseError without it."""
        return str(binaries.find_tool(name))

    def run(self, argv, secrets=None, **options):
        """Run a tool where the servers are, and return a `subprocess.CompletedProcess` with text output.

        `secrets` are environment variables for it, because other users can read its command line.
        """
        secrets = secrets or {}
        return subprocess.run(
            [*self._shell_with(secrets), *argv],
            capture_output=True,
            text=True,
            env=os.environ | secrets,
            **options,
        )

    def _shell_with(self, variables):
        """Return the prefix of a command line that passes on these environment variables."""
        return self.shell

    def terminal(self, *variables):
        """Return the same prefix for a command line that you type in a terminal."""
        return ["-it" if word == "-i" else word for word in self._shell_with(variables)]

    def supervise(self, argv, folder):
        """Return a `Supervised` process, not started yet, that dies with this kernel."""
        return Supervised(self.shell, argv, folder)


class ContainerHost(ProcessHost):
    """Servers are processes in one container with host networking, as in CI (Linux only)."""

    name = "in a container"

    def __init__(self, container):
        self.container = container
        # -i keeps the supervisor's pipe open through `docker exec`. The user owns the files on both sides.
        self.shell = ("docker", "exec", "-i", "-u", f"{os.getuid()}:{os.getgid()}", container)

    def executable(self, name):
        return _in_container(self.shell, name)

    def _shell_with(self, variables):
        *start, container = self.shell
        return [*start, *(word for name in variables for word in ("-e", name)), container]


@functools.cache
def _in_container(shell, name):
    candidates = [name, name.replace("redis", "valkey")]
    found = subprocess.run(
        [*shell, "sh", "-c", f"command -v {candidates[0]} || command -v {candidates[1]}"],
        capture_output=True,
        text=True,
    )
    if found.returncode:
        reason = found.stderr.strip() or f"it has no {name}"
        raise CourseError(f"The Redis container can't be used ({reason}). Start the test run again.")
    return found.stdout.strip()


@functools.cache
def host():
    """Return the host of this process: the container that a test run names, or else this machine."""
    limits.allow_files()  # for a lesson's hundreds of clients
    container = os.environ.get(CONTAINER_VARIABLE)
    return ContainerHost(container) if container else ProcessHost()


def scratch_root():
    """Return the folder with the folders of all servers. It's in the temporary folder, and private to you."""
    with _temporary_folder_explained():
        root = pathlib.Path(tempfile.gettempdir()) / f"redis-measured-{os.getuid()}"
        if len(str(root)) > 70:  # a unix socket's path may not exceed 104 characters
            root = pathlib.Path("/tmp") / root.name
        root.mkdir(mode=0o700, exist_ok=True)
        is_own = root.lstat().st_uid == os.getuid() and not root.is_symlink()
    if not is_own:  # its name can be guessed, so another user may have created it
        raise CourseError(f"{root} isn't yours. Remove it, or set TMPDIR to a folder of your own.")
    return root


def scratch_folder():
    """Return a new folder for a server; CourseError if the disk is too full for its files."""
    root = scratch_root()
    with _temporary_folder_explained():
        if shutil.disk_usage(root).free < SPACE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(root))
        return pathlib.Path(tempfile.mkdtemp(dir=root))


@contextmanager
def _temporary_folder_explained():
    try:
        yield
    except OSError as error:
        place = error.filename or tempfile.tempdir or "The temporary folder"
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        problem = f"has less than {SPACE / 1e6:.0f} MB left" if full else f"can't be used ({error.strerror})"
        raise CourseError(
            f"{place} {problem}, and servers keep their files there. Free some space, or set TMPDIR to "
            "another folder, and start the course again."
        ) from error


def docker_answers():
    """Whether a Docker engine replies here (about 0.1 s)."""
    docker = shutil.which("docker")
    return bool(docker) and subprocess.run([docker, "info"], capture_output=True).returncode == 0


@contextmanager
def container(image=None):
    """Start a testcontainers Redis of `image` (default: REDIS_IMAGE, or the official one), and yield its ID.

    REDIS_MEASURED_CONTAINER passes the ID to this process and its children. If it's set, that one is used.
    """
    if os.environ.get(CONTAINER_VARIABLE):
        yield os.environ[CONTAINER_VARIABLE]
        return
    # Ryuk would be another image to pull, and this context manager removes the container
    os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
    from testcontainers.core.container import DockerContainer

    root = str(scratch_root())
    try:
        box = (
            DockerContainer(image or os.environ.get("REDIS_IMAGE", DEFAULT_IMAGE))
            .with_name(f"redis-measured-{uuid.uuid4().hex[:8]}")
            .with_volume_mapping(root, root, "rw")
            # every image has a Redis, so an unused one on a socket keeps the container running
            .with_command(["sh", "-c", KEEPER])
            .with_kwargs(network_mode="host", init=True)
        )
        box.start()
    except Exception as error:  # docker-py, requests and testcontainers each raise their own kinds
        raise CourseError(f"The Redis container can't be started: {error}") from error
    try:
        identity = os.environ[CONTAINER_VARIABLE] = box.get_wrapped_container().id
        host.cache_clear()
        yield identity
    finally:
        os.environ.pop(CONTAINER_VARIABLE, None)
        host.cache_clear()
        box.stop()
