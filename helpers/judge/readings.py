"""Files that an answer, or a program that it starts, is about to read."""

import sys

READINGS = {
    "open",
    "os.listdir",
    "os.scandir",
    "shutil.copyfile",
    "shutil.copytree",
    "shutil.move",
    "subprocess.Popen",
}


class Readings:
    """While `watched` is a pair of a folder and a function, the function is called with each path below the
    folder before it's read.
    """

    def __init__(self):
        self._hooked, self._watched = False, None

    def watch(self, watched):
        if watched and not self._hooked:
            sys.addaudithook(self._audited)  # there is no way to take it out again
            self._hooked = True
        self._watched = watched

    def _audited(self, event, args):
        if event not in READINGS or not self._watched:
            return
        (below, call), self._watched = self._watched, None  # what happens here isn't the answer's
        words = [str(word) for one in args for word in (one if isinstance(one, list | tuple) else [one])]
        for word in words:
            if word.startswith(below):
                call(word)
                break
        self._watched = (below, call)
