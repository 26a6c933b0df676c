"""A ledger written by hand for these tests, a server over it on the loopback, and a browser to look at it."""

import os
import shutil
import socket
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def place(tmp_path_factory) -> str:
    """Return the path of the ledger."""
    from books import write

    path = tmp_path_factory.mktemp("web") / "book.ledger"
    write(str(path))
    return str(path)


@pytest.fixture(scope="session")
def application(place):
    from ceasefire.web import create_app

    return create_app(place, clock=lambda: datetime(2012, 6, 1, tzinfo=UTC))


@pytest.fixture
def client(application):
    from starlette.testclient import TestClient

    return TestClient(application)


@pytest.fixture(scope="session")
def address(application):
    """Serve the application on a free port of this machine; return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(application, port=port, log_level="error", ws="none", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser's path. Where CI has none that is an error; elsewhere these tests are skipped."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((p for n in names if (p := shutil.which(n))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("no Chromium: `make test` installs Debian's where it may (root, apt-get)")
    if found is None:
        pytest.skip("no Chromium on this machine; install it to look at the pages (apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}
