"""The course's commands: `python3 -m helpers lab`, `stage NN`, `test`, `doctor`, `execute NN`, `lock`.

This file is read by any Python, however old, so that an old one gets a sentence and not a syntax error.
"""

import os
import sys

OLDEST = (3, 11)


def refusal(version=sys.version_info, system=os.name):
    """The sentence that tells why the course cannot run on such a Python and system, or None."""
    if system == "nt":
        return (
            "Redis does not run on Windows itself: install WSL 2 (`wsl --install`), "
            "and start the course again inside it."
        )
    if tuple(version[:2]) < OLDEST:
        found = ".".join(str(part) for part in version[:3])
        return (
            "This is Python " + found + ", and the course needs 3.11 to 3.14: start it with one of those, "
            "such as `python3.12 -m helpers lab`, or use conda (`conda env create -f environment.yml`)."
        )
    return None


def main(arguments):
    sentence = refusal()
    if sentence:
        return sentence
    from helpers.cli import commands

    return commands.run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
