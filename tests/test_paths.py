"""Where a register lives when nobody says."""

from __future__ import annotations

from pathlib import Path

from app import paths


def test_on_windows_the_register_is_shared_by_the_users_of_the_pc() -> None:
    home = paths.default_home(platform="win32", environment={"ProgramData": "/programme"})
    assert home == Path("/programme/Daiban")


def test_on_linux_an_installed_package_shares_one_register(tmp_path: Path) -> None:
    assert paths.default_home(platform="linux", shared_on_linux=tmp_path) == tmp_path


def test_on_linux_a_mere_checkout_keeps_to_the_users_own_folder(tmp_path: Path) -> None:
    home = paths.default_home(platform="linux", shared_on_linux=tmp_path / "absent")
    assert home.name == "daiban"
    assert home.is_relative_to(Path.home())
    assert not home.exists()


def test_the_key_lies_beside_the_register_never_inside_it(tmp_path: Path) -> None:
    assert paths.register_file(tmp_path) != paths.key_file(tmp_path)
    assert paths.register_file(tmp_path).parent == paths.key_file(tmp_path).parent == tmp_path
