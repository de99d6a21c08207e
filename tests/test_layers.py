"""The walls of the house: who may import whom, and what serving never loads."""

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("web/**/*.py")])


def test_every_room_keeps_to_its_walls():
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_serving_loads_no_training_library():
    code = "import sys, serve, web.operate\nprint(sorted({m.split('.')[0] for m in sys.modules}))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(ast.literal_eval(run.stdout))
    assert loaded.isdisjoint({"sklearn", "scipy", "matplotlib", "joblib"})


def test_the_model_is_read_before_the_web_is_imported():
    code = "import sys, web.start\nprint([m for m in ('flask', 'sqlalchemy') if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


def test_serving_loads_neither_alembic_nor_the_other_database():
    code = (
        "import sys, serve\n"
        "from web.storage import open_storage\n"
        "open_storage('sqlite:///' + sys.argv[1]).close()\n"
        "print([m for m in ('alembic', 'sqlalchemy.dialects.postgresql') if m in sys.modules])"
    )
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [sys.executable, "-c", code, f"{folder}/app.db"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_module_can_run_code_from_a_file(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names.isdisjoint({"pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal"})
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {function.id for function in calls if isinstance(function, ast.Name)}
    assert called.isdisjoint({"eval", "exec"})
    assert "allow_pickle=True" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("bot/**/*.py")), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_the_brain_reads_no_environment_and_no_clock(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"os\.environ|getenv", text)
    assert not re.search(r"datetime\.now|datetime\.utcnow|time\.time\(", text)


def test_lock_files_hold_hashes_and_no_index_address():
    for path in sorted(ROOT.glob("requirements*.txt")):
        text = path.read_text(encoding="utf-8")
        pins = len(re.findall(r"^[a-z0-9][\w.\-]*(?:\[[\w,]+\])?==", text, re.MULTILINE))
        assert pins
        assert text.count("--hash=") >= pins, path.name
        assert not re.search(r"https?://|file:|--index-url|--find-links", text), path.name


def test_serving_needs_at_most_twelve_packages_of_its_own():
    text = (ROOT / "requirements.in").read_text(encoding="utf-8")
    serving = text.split("# Training")[0]
    names = [line for line in serving.splitlines() if line and not line.startswith("#")]
    assert len(names) <= 12
