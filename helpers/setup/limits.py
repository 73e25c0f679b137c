"""What this machine allows a process: how many files may be open at once. Standard library only."""

import resource

FILES = 1024  # lesson 24 needs about 400, and macOS starts a process with 256


def allow_files():
    """Raise this process's limit on open files to FILES, or as near to it as the machine lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def too_few_files():
    """A sentence about the limit if it is below what the lessons need, else an empty string."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= FILES:
        return ""
    return (
        f"This machine lets a program open only {soft:,} files at once, and the lessons need {FILES:,}. "
        f"Raise the limit (`ulimit -n {FILES}` in the terminal in which you start the course, or ask the "
        "machine's administrator), and start again."
    )
