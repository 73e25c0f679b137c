"""The command line as the reader sees it: what commands there are, what each accepts, and what help says."""

import argparse
import difflib

from helpers import __version__
from helpers.errors import CourseError

START = "python3 -m helpers"
HELP, VERSION = ("help", "--help", "-h"), ("version", "--version", "-V")
ABOUT = f"Redis, measured {__version__}: learn Redis in notebooks that measure every claim in front of you."

LEARNING = [  # (what you type, what it does); the first line of a command is also in its help
    ("lab", "open the course in JupyterLab"),
    ("lab 10", "open lesson 10"),
    ("stage 10", "show lesson 10 alone and in large type, for a projector"),
    ("reset 10", "start lesson 10 over; what you wrote is kept"),
    ("reset --progress", "forget your progress, but keep the old file"),
    ("progress", "write your progress to one page, for example to show a teacher"),
    ("handout 03", "write a page on lesson 03, to print for a room"),
    ("doctor", "say what this machine has for the course, and what it lacks"),
    ("test", "run every test of the course on this machine"),
    ("test 10", "run the tests of lesson 10"),
]
WRITING = [
    ('new 42 "Rate limiting"', "make a lesson from the template"),
    ("execute 10", "run lesson 10 in a fresh kernel and save its outputs"),
    ("readme", "update the map and the picture in README.md"),
    ("lock", "update requirements.lock from environment.yml"),
]
COMMANDS = list(dict.fromkeys(line.split()[0] for line, _ in [*LEARNING, *WRITING]))
TOOLS = {"lab": "JupyterLab", "stage": "JupyterLab", "test": "pytest", "lock": "uv pip compile"}


def parse(words):
    """A namespace with `command`, its arguments, and `rest`: the words after `--`, for the tool it starts.

    CourseError says what's wrong with a command line. SystemExit follows once help was printed.
    """
    if not words or words[0] in HELP:
        if len(words) > 1:
            return parse([words[1], "--help"])
        print(overview())
        raise SystemExit
    if words[0] in VERSION:
        print(f"Redis, measured {__version__}")
        raise SystemExit
    command, *words = words
    if command not in COMMANDS:
        raise CourseError(_unknown(command))
    words, rest = _split(words)
    parser = _parser(command)
    asked, unknown = parser.parse_known_args(words)
    if unknown or (rest and command not in TOOLS):
        raise CourseError(_not_understood(command, unknown or ["--", *rest]))
    return argparse.Namespace(command=command, rest=rest, **vars(asked))


def overview():
    """What `python3 -m helpers` prints: a line for each thing you can type."""
    width = max(len(line) for line, _ in [*LEARNING, *WRITING])

    def lines(examples):
        return [f"  {START} {line:<{width}}  {about}" for line, about in examples]

    return "\n".join(
        [
            ABOUT,
            "",
            *lines(LEARNING),
            "",
            "If you write lessons:",
            "",
            *lines(WRITING),
            "",
            f"`{START} help lab` says what `lab` accepts, and so on. Start with README.md.",
        ]
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise CourseError(f"{message[0].upper()}{message[1:]}: see `{self.prog} --help`.")


def _parser(command):
    examples = [(line, about) for line, about in [*LEARNING, *WRITING] if line.split()[0] == command]
    about = examples[0][1]
    tool = TOOLS.get(command)
    more = f" Whatever follows `--` goes to {tool}." if tool else ""
    parser = _Parser(
        prog=f"{START} {command}",
        description=f"{about[0].upper()}{about[1:]}.{more}",
        epilog=f"Example: {START} {examples[-1][0]}",
        allow_abbrev=False,
        usage=f"%(prog)s {USAGE[command]}".rstrip() + (" [-- ...]" if tool else ""),
    )
    for names, options in ARGUMENTS.get(command, []):
        parser.add_argument(*names, **options)
    return parser


USAGE = {
    "lab": "[NN] [--with-outputs]",
    "stage": "[NN] [--with-outputs]",
    "reset": "[NN ...] [--progress]",
    "progress": "[--name NAME]",
    "handout": "NN",
    "doctor": "[--all]",
    "test": "[NN ...] [PATH ...] [-k EXPRESSION]",
    "new": "NN [TITLE]",
    "execute": "NN [NN ...]",
    "readme": "",
    "lock": "",
}
_LESSON = "number of a lesson, such as 10"
_OUTPUTS = (
    ["--with-outputs"],
    {"action": "store_true", "help": "show the saved outputs in untouched lessons"},
)
ARGUMENTS = {  # command: [(names, what argparse wants to know)]
    "lab": [
        (["lesson"], {"nargs": "?", "metavar": "NN", "help": f"{_LESSON}; without it, lesson 00 opens"}),
        _OUTPUTS,
    ],
    "stage": [
        (["lesson"], {"nargs": "?", "default": "00", "metavar": "NN", "help": f"{_LESSON}; otherwise 00"}),
        _OUTPUTS,
    ],
    "reset": [
        (["lessons"], {"nargs": "*", "metavar": "NN", "help": f"{_LESSON}: you get a fresh copy"}),
        (
            ["--progress"],
            {"action": "store_true", "help": "forget your progress in these lessons, or in all"},
        ),
    ],
    "progress": [(["--name"], {"default": "", "metavar": "NAME", "help": "your name, to put on the page"})],
    "handout": [(["lesson"], {"metavar": "NN", "help": _LESSON})],
    "doctor": [(["--all"], {"action": "store_true", "help": "also what only tests and authors need"})],
    "test": [
        (["what"], {"nargs": "*", "metavar": "NN or PATH", "help": f"{_LESSON}, or a file with tests"}),
        (["-k"], {"metavar": "EXPRESSION", "help": "only tests whose names match (see pytest's -k)"}),
    ],
    "new": [
        (["lesson"], {"metavar": "NN", "help": "two digits, such as 42"}),
        (["title"], {"nargs": "?", "metavar": "TITLE", "help": "not needed if data/course.yml has it"}),
    ],
    "execute": [(["lessons"], {"nargs": "+", "metavar": "NN", "help": _LESSON})],
}


def _split(words):
    """The words before the first `--`, and those after it."""
    if "--" not in words:
        return words, []
    at = words.index("--")
    return words[:at], words[at + 1 :]


def _unknown(command):
    near = difflib.get_close_matches(command, COMMANDS, n=1)
    guess = f" Did you mean `{near[0]}`?" if near else ""
    return f"There is no command {command!r}.{guess} `{START}` lists the commands."


def _not_understood(command, words):
    sentence = f"`{command}` doesn't accept {' '.join(words)}"
    if command in TOOLS and words[0].startswith("-"):
        line = " ".join([START, command, "--", *words])
        return f"{sentence}. To hand it to {TOOLS[command]}, put it after `--`: `{line}`."
    return f"{sentence}: see `{START} {command} --help`."
