"""PostgreSQL and Redis of our own, started, killed and started again."""

import os
import shutil
import signal
import socket
import subprocess

import pytest

from machine import paths, postgres, processes
from machine.errors import MachineError
from machine.postgres import Cluster
from machine.redis_server import Broker

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def fresh_cluster(short_directory):
    """A cluster that was made and never started, to be copied: making one takes longer than all else here."""
    with short_directory() as place:
        cluster = Cluster(place / "pg", durable=False)
        cluster.prepare()
        yield cluster.root


@pytest.fixture
def cluster(place, fresh_cluster):
    subprocess.run(["cp", "-a", fresh_cluster, place / "pg"], check=True)
    cluster = Cluster(place / "pg", durable=True)
    cluster.prepare()
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture
def broker(place):
    broker = Broker(place / "redis", durable=True)
    broker.prepare()
    broker.start()
    yield broker
    broker.stop()


def query(cluster: Cluster, statement: str, *, database: str = "kring", role: str = "postgres") -> str:
    command = [cluster.bin / "psql", "-X", "-A", "-t", "-q", "-h", cluster.sockets, "-U", role, "-d", database]
    done = subprocess.run([*command, "-c", statement], capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


def say(broker: Broker, command: str) -> str:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(os.fspath(broker.socket))
        client.sendall(f"{command}\r\n".encode())
        return client.recv(1024).decode().split("\r\n")[-2]


def test_what_is_committed_is_there_after_the_server_was_killed(cluster):
    cluster.create_database()
    query(cluster, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    cluster.process.kill()
    cluster.process.wait()
    assert (cluster.data / "postmaster.pid").exists()

    cluster.start()

    assert query(cluster, "SELECT n FROM kept") == "7"


def test_a_server_that_an_earlier_run_left_is_ended_and_replaced(cluster, place):
    cluster.create_database()
    another_run = Cluster(place / "pg", durable=True)
    another_run.prepare()

    another_run.start()

    assert query(another_run, "SELECT 1") == "1"
    assert cluster.process.wait(10) == 0
    another_run.stop()
    assert processes.working_in(cluster.data, program="postgres") == set()


def test_a_pid_file_that_names_another_process_by_now_is_no_obstacle(cluster):
    cluster.stop()
    stranger = subprocess.Popen(["sleep", "60"], user=cluster.owner.uid if cluster.owner else None)
    written = f"{stranger.pid}\n{cluster.data}\n1\n5432\n{cluster.sockets}\n\n"
    (cluster.data / "postmaster.pid").write_text(written)

    cluster.start()

    assert cluster.answers()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_the_database_is_made_once_and_only_reached_by_its_socket(cluster):
    cluster.create_database()
    cluster.create_database()

    assert query(cluster, "SELECT count(*) FROM pg_database WHERE datname = 'kring'") == "1"
    assert query(cluster, "SHOW listen_addresses") == ""
    assert query(cluster, "SHOW fsync") == "on"
    assert query(cluster, "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database LIMIT 1") == "UTF8|C.UTF-8"


def test_a_cluster_that_was_half_made_is_made_again(place, fresh_cluster):
    subprocess.run(["cp", "-a", fresh_cluster, place / "pg"], check=True)
    cluster = Cluster(place / "pg", durable=False)
    (cluster.data / "PG_VERSION").unlink()

    cluster.prepare()

    assert (cluster.data / "PG_VERSION").exists()
    assert not (cluster.root / "data.new").exists()


def test_data_of_another_version_are_not_touched_and_the_version_is_said(cluster):
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(MachineError, match=r"made by PostgreSQL 9, which is not installed[^\n]*\nInstall postgresql-9"):
        Cluster(cluster.root, durable=True).prepare()


def test_a_server_that_cannot_start_says_the_end_of_its_log(cluster, monkeypatch):
    cluster.stop()
    monkeypatch.setattr(postgres, "START_PATIENCE", 1.0)
    with (cluster.data / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = 1\n")

    with pytest.raises(MachineError, match="no_such_setting"):
        cluster.start()


def test_a_directory_without_initdb_is_no_place_for_programs(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    with pytest.raises(MachineError, match="there is no initdb in it"):
        postgres.bin_directories()


def test_the_data_are_closed_to_other_accounts(cluster, broker):
    for path in (cluster.root, cluster.data, cluster.sockets, broker.root):
        assert path.stat().st_mode & 0o077 == 0
    owner = paths.account("postgres")
    assert cluster.data.stat().st_uid == (owner.uid if owner else os.geteuid())


def test_a_message_is_there_after_the_broker_was_killed(broker):
    assert say(broker, "SET kept 7") == "+OK"
    broker.process.send_signal(signal.SIGKILL)
    broker.process.wait()

    broker.start()

    assert say(broker, "GET kept") == "7"


def test_a_broker_that_an_earlier_run_left_is_ended_and_replaced(broker, place):
    say(broker, "SET kept 7")
    another_run = Broker(place / "redis", durable=True)

    another_run.start()

    assert broker.process.wait(10) == 0
    assert say(another_run, "GET kept") == "7"
    another_run.stop()


def test_a_broker_that_cannot_start_says_the_end_of_its_log(broker):
    broker.stop()
    shutil.rmtree(broker.root / "appendonlydir")
    (broker.root / "appendonlydir").write_text("in the way")

    with pytest.raises(MachineError, match="Redis does not start"):
        broker.start()


def test_the_role_that_runs_can_change_rows_and_nothing_else(cluster, place):
    cluster.create_database()
    for name in ("owner", "app"):
        (place / f"database_{name}_password").write_text(f'{name}\'s "secret"')
    roles = paths.TOP / "deploy" / "database-roles.sql"
    command = [cluster.bin / "psql", "-X", "-q", "-h", cluster.sockets, "-U", "postgres", "-d", "kring", "-f", roles]
    subprocess.run(command, env=dict(os.environ) | {"SECRETS": str(place)}, check=True)

    def as_owner(statement: str) -> str:
        return query(cluster, statement, role="kring_owner")

    def as_app(statement: str) -> str:
        return query(cluster, statement, role="kring_app")

    assert as_owner("CREATE TABLE audit (id serial PRIMARY KEY, what text)") == ""
    assert as_app("INSERT INTO audit (what) VALUES ('signed') RETURNING id") == "1"
    assert as_app("UPDATE audit SET what = 'read'; SELECT what FROM audit") == "read"
    for forbidden in (
        "TRUNCATE audit",
        "DROP TABLE audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "CREATE TABLE more (id int)",
        "GRANT ALL ON audit TO kring_app",
        "SET ROLE kring_owner",
    ):
        assert as_app(forbidden).split(":")[0] in {"ERROR", "WARNING"}, forbidden
    assert query(cluster, "SELECT has_table_privilege('kring_app', 'audit', 'TRUNCATE')") == "f"
