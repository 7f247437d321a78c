"""The scan for secrets: a false alarm that is known may move in its file, a new secret may not come in."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

_ROOT = Path(__file__).parents[2]
_KNOWN_FALSE_ALARMS = "service/labels.py"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository of its own with the scan, its list, and a file that the list names."""
    for name in ("scripts/scan-secrets", ".secrets.baseline", _KNOWN_FALSE_ALARMS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(_ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "empty.py").touch()
    (tmp_path / ".venv").symlink_to(_ROOT / ".venv")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    return tmp_path


def _scan(repository: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["scripts/scan-secrets"], cwd=repository, capture_output=True, text=True, check=False)


def test_a_known_false_alarm_may_stand_on_another_line(repository: Path) -> None:
    path = repository / _KNOWN_FALSE_ALARMS
    path.write_text("# One line more.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    listed = (repository / ".secrets.baseline").read_bytes()
    done = _scan(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (repository / ".secrets.baseline").read_bytes() == listed


def test_a_new_secret_is_found_beside_known_false_alarms(repository: Path) -> None:
    path = repository / _KNOWN_FALSE_ALARMS
    path.write_text(path.read_text(encoding="utf-8") + 'password = "Xq9vT-hunter2"\n', encoding="utf-8")
    done = _scan(repository)
    assert done.returncode == 1
    assert f"{_KNOWN_FALSE_ALARMS}:" in done.stdout
