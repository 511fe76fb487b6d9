"""Where the data of a checkout lie, and what is refused there."""

import os
import subprocess
from pathlib import Path

import pytest

from machine import paths
from machine.errors import MachineError


def test_two_checkouts_have_different_keys_and_one_has_the_same_key_each_time(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"

    assert paths.checkout_key(one) == paths.checkout_key(one)
    assert paths.checkout_key(one) != paths.checkout_key(other)


def test_a_link_to_a_checkout_is_the_same_checkout(tmp_path):
    (tmp_path / "kring").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kring")

    assert paths.checkout_key(tmp_path / "link") == paths.checkout_key(tmp_path / "kring")


def test_the_state_directory_bears_checkout_and_account_and_is_closed_to_others(tmp_path):
    path = paths.state_directory(tmp_path / "kring", base=tmp_path)

    assert path.name == f"kring-{paths.checkout_key(tmp_path / 'kring')}-{os.geteuid()}"
    assert path.stat().st_mode & 0o066 == 0


def test_an_open_directory_of_our_own_is_closed(tmp_path):
    (tmp_path / "data").mkdir(mode=0o777)

    paths.private_directory(tmp_path / "data")

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_a_directory_is_refused(tmp_path):
    (tmp_path / "trap").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "trap")

    with pytest.raises(MachineError, match="is not a directory"):
        paths.private_directory(tmp_path / "data")


def test_a_directory_of_another_account_is_refused(tmp_path):
    (tmp_path / "data").mkdir()
    another = paths.Account(os.geteuid() + 1, os.getegid())

    with pytest.raises(MachineError, match=f"belongs to account {os.geteuid()} and not to {os.geteuid() + 1}"):
        paths.private_directory(tmp_path / "data", owner=another)


def test_a_path_that_no_socket_can_have_is_refused():
    longest = Path("/" + "x" * (paths.LONGEST_SOCKET - 1))

    assert paths.check_socket(longest) == longest
    with pytest.raises(MachineError, match="too long for a unix socket"):
        paths.check_socket(Path(f"{longest}x"))


def test_only_directories_of_processes_that_are_gone_are_abandoned(tmp_path):
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = tmp_path / f"{paths.THROW_AWAY}{gone.pid}-abc"
    left.mkdir()
    used = paths.throw_away_directory(base=tmp_path)
    (tmp_path / f"{paths.THROW_AWAY}nobody-abc").mkdir()

    assert used.is_dir()
    assert paths.abandoned_directories(base=tmp_path) == [left]
