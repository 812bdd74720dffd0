"""A process that has imported all modules, and starts commands in copies of itself.

A command starts at once in it, and makes no system calls for loading Python.
"""

import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


class WarmProcess:
    """Starts commands one after the other, and returns how they ended."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env=dict(environment),
            text=True,
        )

    def start(self, arguments: Sequence[str], environment: Mapping[str, str], errors: Path) -> int:
        """Start a command that stops before its first step, and return the id of its process."""
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps([list(arguments), dict(environment), str(errors)]) + "\n")
        self._server.stdin.flush()
        return self._reply()

    def wait(self) -> int:
        """Wait for the command's end and return its exit code; it is negative for a signal."""
        return self._reply()

    def _reply(self) -> int:
        assert self._server.stdout is not None
        return int(self._server.stdout.readline())

    def end(self) -> None:
        """End the process."""
        self._server.communicate()


def _serve() -> None:
    for module in pkgutil.walk_packages(importlib.import_module("eventdocs").__path__, "eventdocs."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # it needs a library that is not installed
                importlib.import_module(module.name)
    gc.freeze()
    receive, send = (os.fdopen(os.dup(number), mode) for number, mode in ((0, "r"), (1, "w")))
    for line in receive:
        child = os.fork()
        if not child:
            receive.close()
            send.close()
            _run(*json.loads(line))
        _, status = os.waitpid(child, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        print(child, file=send, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=send, flush=True)


def _run(arguments: list[str], environment: dict[str, str], errors: str) -> NoReturn:
    """Run a command as `python -m eventdocs` does, once the process is continued."""
    from eventdocs.__main__ import run

    nothing = os.open(os.devnull, os.O_RDWR)
    printed = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, stream in enumerate((nothing, nothing, printed)):
        os.dup2(stream, number)
    os.closerange(3, 20)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    os.kill(os.getpid(), signal.SIGSTOP)
    run()
    sys.exit(0)


if __name__ == "__main__":
    _serve()
