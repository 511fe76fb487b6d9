"""Signals that ask a run to end, turned into one exception that passes every `finally` on its way out."""

from __future__ import annotations

import os
import signal

from machine import kernel


class Stopped(BaseException):
    """A signal asked this run to end; ``status`` is what a shell would show."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.status = 128 + number


def stop_on_signals() -> None:
    """Raise ``Stopped`` at Ctrl-C, SIGTERM and a closed terminal; under make also when make itself is gone."""

    def stop(number: int, _frame: object) -> None:
        raise Stopped(number)

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if each == signal.SIGHUP and signal.getsignal(each) == signal.SIG_IGN:
            continue  # nohup
        signal.signal(each, stop)
    if "MAKELEVEL" in os.environ:
        kernel.die_with_parent()


def ignore_signals() -> None:
    """Let nothing interrupt the cleaning up; each wait in it has an end of its own."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
