"""The port of the web server: whether it is free, and whether something answers there."""

from __future__ import annotations

import http.client
import socket

from machine.errors import MachineError

HOST = "127.0.0.1"


def parse(text: str) -> int:
    """Return the port in a variable of the environment.

    Raises:
        MachineError: it is no port.
    """
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise MachineError(f"PORT is {text!r}; it must be a number from 1 to 65535.")


def is_free(port: int) -> bool:
    """Return whether a server may listen on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def status(port: int, path: str = "/") -> int | None:
    """Return the status with which a web server answers, or None when nothing answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
