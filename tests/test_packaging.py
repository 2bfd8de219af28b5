"""What the checkout itself promises: no foreign addresses, hashed locks, small files, a fixed layout."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.txt", "requirements-dev.txt"]
FOLDERS = {".ci", "bot", "docs", "handlers", "locales", "migrations", "models", "tests"}
FLOORS = ["bot", "handlers", "models"]
LINES_OF_A_FILE = 250
LINES_OF_A_FUNCTION = 40

# In pieces, so that this very file holds none of them.
REGISTRIES = [
    ".".join(parts)
    for parts in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("debian", "org")]
]


def ours() -> list[Path]:
    """The files of the project: what git follows or would follow; without git, all but the hidden and the kept."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix == ".py")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def requirements(lock: str) -> dict[str, str]:
    """Every package of a lock file (name==version) with the lines that belong to it."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {block.split()[0]: block for block in blocks if block[:1].isalnum()}


def modules() -> Iterator[Path]:
    """All Python files of the three floors."""
    for floor in FLOORS:
        yield from sorted((ROOT / floor).rglob("*.py"))


def test_no_file_holds_the_address_of_a_package_registry() -> None:
    found = []
    for path in ours():
        content = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRIES if host.encode() in content]

    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_place_to_fetch_from(lock: str) -> None:
    assert re.findall(r"^--.*|.*://.*", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(lock: str) -> None:
    packages = requirements(lock)

    assert len(packages) > len((ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()) / 2
    assert [name for name, block in packages.items() if "==" not in name or "--hash=sha256:" not in block] == []


def test_both_lock_files_agree() -> None:
    assert set(requirements("requirements.txt")) - set(requirements("requirements-dev.txt")) == set()


def test_no_file_is_longer_than_250_lines() -> None:
    """Lists of words of a language are data: they are as long as the language."""
    told = [path for path in modules() if path.parent.name != "wordlists"]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in told}

    assert [f"{path.relative_to(ROOT)}: {n}" for path, n in lengths.items() if n > LINES_OF_A_FILE] == []


def test_no_function_is_longer_than_40_lines() -> None:
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LINES_OF_A_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines}")

    assert long == []


def test_the_top_level_folders_are_the_fixed_ones() -> None:
    parts = [path.relative_to(ROOT).parts for path in ours()]

    assert {first for first, *rest in parts if rest} - FOLDERS == set()


def test_the_licence_is_there_in_full() -> None:
    lines = [line.strip() for line in (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()]

    assert lines[:2] == ["GNU AFFERO GENERAL PUBLIC LICENSE", "Version 3, 19 November 2007"]
    assert "END OF TERMS AND CONDITIONS" in lines


def test_what_few_need_is_not_loaded_at_the_start() -> None:
    few = ("aiohttp", "alembic", "httpx", "icalendar", "PIL")
    program = f"import sys, bot.commands.run; print([one for one in {few} if one in sys.modules])"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)

    assert told.stdout.strip() == "[]"
