"""The wheel holds everything an installed cxrules needs, and finds it there."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import cxrules
from cxrules.workspace.shipped import shipped


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, project: Path) -> zipfile.Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=project,
        check=True,
        capture_output=True,
    )
    (file,) = folder.glob("*.whl")
    return zipfile.Path(file)


def test_it_holds_every_shipped_file(wheel: zipfile.Path, project: Path) -> None:
    inside = set(wheel.root.namelist())
    for name in ("grammar", "rulesets"):
        files = [file for file in (project / name).rglob("*") if file.is_file()]
        assert files
        assert {f"cxrules/{file.relative_to(project)}" for file in files} <= inside


def test_it_holds_every_file_of_the_package(wheel: zipfile.Path, project: Path) -> None:
    files = [file for file in (project / "cxrules").rglob("*") if file.is_file() and file.suffix != ".pyc"]
    assert {str(file.relative_to(project)) for file in files} <= set(wheel.root.namelist())


def test_it_tells_version_licence_and_command(wheel: zipfile.Path) -> None:
    about = wheel / f"cxrules-{cxrules.__version__}.dist-info"
    metadata = (about / "METADATA").read_text(encoding="utf-8")
    assert f"\nVersion: {cxrules.__version__}\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert (about / "licenses" / "LICENSE").exists()
    assert "cxrules = cxrules.cli:run" in (about / "entry_points.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["grammar", "rulesets"])
def test_shipped_folders_are_found_in_an_installed_package(
    name: str, wheel: zipfile.Path, tmp_path: Path
) -> None:
    wheel.root.extractall(tmp_path)
    found = subprocess.run(
        [sys.executable, "-c", f"from cxrules.workspace.shipped import shipped; print(shipped({name!r}))"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()
    assert Path(found) == tmp_path.resolve() / "cxrules" / name


@pytest.mark.parametrize("name", ["grammar", "rulesets"])
def test_shipped_folders_are_found_in_a_checkout(name: str, project: Path) -> None:
    assert shipped(name) == project / name


def test_a_folder_that_does_not_ship_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError, match="'no-such-folder'"):
        shipped("no-such-folder")
