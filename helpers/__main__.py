"""The command line of the course: `python3 -m helpers` lists the commands.

Any Python can read this file, however old, so an old one gets a sentence and not a syntax error.
"""

import os
import sys

OLDEST = (3, 11)


def refusal(version=sys.version_info, system=os.name):
    """The sentence that says why the course can't run on such a Python or system, or None."""
    if system == "nt":
        return (
            "Redis doesn't run on Windows itself. Install WSL 2 (`wsl --install`), "
            "then start the course inside it."
        )
    if tuple(version[:2]) < OLDEST:
        found = ".".join(str(part) for part in version[:3])
        return (
            "This is Python " + found + ", and the course needs 3.11 to 3.14. Start it with one of those, "
            "for example `python3.12 -m helpers lab`, or use conda (`conda env create -f environment.yml`)."
        )
    return None


def main(arguments):
    sentence = refusal()
    if sentence:
        return sentence
    from helpers.cli import commands

    return commands.run(arguments)


if __name__ == "__main__":
    if not __package__:  # started as `python3 helpers`, which works where PYTHONSAFEPATH forbids `-m helpers`
        sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main(sys.argv[1:]))
