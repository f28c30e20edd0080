"""Starts the production server on 127.0.0.1 and reads from the system what it costs."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# What the settings ask for; nothing is signed or encrypted with it.
NO_SECRETS = {"SECRET_KEY": "bench", "FIELD_KEYS": "bm90aGluZy1pcy1lbmNyeXB0ZWQtd2l0aC10aGlzLSE="}
PATIENCE = 60  # seconds to wait for the server to answer


@contextlib.contextmanager
def served(application: str, workers=1, threads=2, **environment: str):
    """A server, with one worker unless said, so that all its costs lie in one place; gives its port and process ids."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "error", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        _wait_for(port)
        yield port, [process.pid, *_children(process.pid)]
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(port: int):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    raise TimeoutError(f"No answer on port {port}")


def _children(pid: int) -> list[int]:
    """Processes that ``pid`` has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(folder.name))
    return found


def cpu_seconds(pids) -> float:
    """Processor time the processes have used so far, in seconds."""
    columns = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids)
    return sum((int(row[11]) + int(row[12])) / TICKS for row in columns)


def memory(pids) -> float:
    """Resident memory of the largest process, in megabytes."""
    pages = max(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def ask(port: int, paths: list[str], seconds: float) -> tuple[int, int]:
    """Ask for the paths in turn over one connection for so long, at least once; gives how many answers came, and the
    bytes of the last.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    end, count, size = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end or not count:
        connection.request("GET", paths[count % len(paths)], headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{paths[count % len(paths)]}: {answer.status}")
        count += 1
    connection.close()
    return count, size
