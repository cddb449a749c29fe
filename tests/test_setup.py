"""Claims about the set-up: what `make` offers, what is pinned, what the README promises."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted(path for path in (ROOT / "setup").iterdir() if path.is_file())
PROMISED_TARGETS = "run test check demo bench sec-authz promises screenshots clean".split()
# Folders of one person's or one machine's; a project that names them works only there.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|work|Users|home/[\w.-]+)/")


def tracked_files() -> list[Path]:
    """What git has of this project; skips the test where there is no git or no clone."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def read_text(path: Path) -> str:
    """The file's text; nothing for one that is binary or deleted but not committed yet."""
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return ""


def executable(path: Path, text: str) -> None:
    """Write a program that stands in for one of the system's."""
    path.write_text(text)
    path.chmod(0o755)


@pytest.mark.parametrize("target", PROMISED_TARGETS)
def test_make_offers_every_target_that_the_readme_names(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(rf"^{target}:.*## ", makefile, re.M)
    assert f"make {target}" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_to_one_version(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert wanted
    assert [line for line in wanted if not re.fullmatch(r"[\w.\[\]-]+==[\w.]+", line)] == []


def test_no_tracked_file_names_a_folder_of_one_machine() -> None:
    guilty = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in tracked_files()
        if (found := MACHINE_PATH.search(read_text(path)))
    ]
    assert guilty == []


def test_the_readme_names_every_setting_that_the_program_reads() -> None:
    sources = [ROOT / "app" / "config.py", *SCRIPTS]
    setting = re.compile(r"\b(?:TAIQU_[A-Z_]+|DATABASE_(?:ADMIN_)?URL)\b")
    read = {name for path in sources for name in setting.findall(read_text(path))}
    named = set(setting.findall((ROOT / "README.md").read_text()))
    assert {"TAIQU_SECRET", "DATABASE_URL"} <= read
    assert read - named == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_setup_script_is_executable_and_plain_shell(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert script.read_text().startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", str(script)], check=True)


def test_without_root_or_sudo_the_exact_command_is_printed(tmp_path: Path) -> None:
    executable(
        tmp_path / "python3",
        """#!/bin/sh
        case "$*" in
        *ensurepip*) exit 1 ;;
        *sys.executable*) echo "$0" ;;
        *%d*) echo python3.11-venv ;;
        esac
        """,
    )
    executable(tmp_path / "id", "#!/bin/sh\necho 1000\n")
    executable(tmp_path / "sudo", "#!/bin/sh\nexit 1\n")
    executable(tmp_path / "apt-get", "#!/bin/sh\necho apt-get was called >&2\nexit 1\n")
    ran = subprocess.run(
        [ROOT / "setup" / "system", "run"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    command = "apt-get install -y --no-install-recommends python3.11-venv\n"
    assert f"    sudo apt-get update && sudo {command}" in ran.stderr
    assert "apt-get was called" not in ran.stderr


def test_a_command_beside_postgresql_keeps_its_exit_code_and_leaves_no_server() -> None:
    if subprocess.run([ROOT / "setup" / "postgresql-programs"], capture_output=True).returncode:
        pytest.skip("PostgreSQL 15+ server programs are not installed")
    look = """
import os, psycopg
psycopg.connect(os.environ["TAIQU_TEST_PG"]).close()
print(os.environ["TAIQU_TEST_PG"])
raise SystemExit(7)
"""
    ran = subprocess.run(
        [str(ROOT / "setup" / "with-postgres"), sys.executable, "-c", look],
        env={key: value for key, value in os.environ.items() if key != "TAIQU_TEST_PG"},
        capture_output=True,
        text=True,
    )
    folder = Path(ran.stdout.strip().partition("host=")[2])
    assert ran.returncode == 7
    assert folder.name.startswith("taiqu-pg.")
    assert not folder.exists()
