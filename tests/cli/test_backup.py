"""A backup brings back what was there, on a database of its own."""

import os
import tarfile

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from grappe.cli import backup as backups
from grappe.cli.backup import BackupRefusedError, backup, restore, tables, unpack
from grappe.cli.migrated import PREFIX, fingerprint


@pytest.fixture
def own_database(request, monkeypatch, tmp_path):
    """The address of a database beside that of the suite: empty, or a copy of the one named."""
    name = f"grappe_backup_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    base = os.environ["GRAPPE_DATABASE_URL"]
    head, _, query = base.partition("?")
    address = f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {getattr(request, 'param', 'template0')} ENCODING utf8")
    monkeypatch.setenv("GRAPPE_DATABASE_URL", address)
    monkeypatch.setenv("GRAPPE_DATA_DIR", str(tmp_path / "data"))
    yield address
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def fill(address, folder):
    with psycopg.connect(address) as session:
        session.execute("CREATE TABLE told AS SELECT 'Pôle de compétitivité' AS what")
        session.execute("CREATE TABLE django_session AS SELECT 'a secret' AS session_key")
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "certificate.pdf").write_bytes(b"%PDF")


def told(address, table="told"):
    with psycopg.connect(address) as session:
        return [row[0] for row in session.execute(f"SELECT * FROM {table}")]


def test_what_was_there_comes_back(own_database, tmp_path):
    fill(own_database, tmp_path / "data")
    backup(tmp_path / "b.tar")
    with psycopg.connect(own_database) as session:
        session.execute("UPDATE told SET what = 'spoilt'")
        session.execute("CREATE TABLE later AS SELECT 1 AS one")
    (tmp_path / "data" / "files" / "certificate.pdf").write_bytes(b"spoilt")

    restore(tmp_path / "b.tar", replace=True)
    assert told(own_database) == ["Pôle de compétitivité"]
    assert tables(own_database) == 2
    assert (tmp_path / "data" / "files" / "certificate.pdf").read_bytes() == b"%PDF"
    set_aside = next((tmp_path / "data").glob("files-before-*"))
    assert (set_aside / "certificate.pdf").read_bytes() == b"spoilt"


def test_sessions_are_not_taken_along(own_database, tmp_path):
    fill(own_database, tmp_path / "data")
    backup(tmp_path / "b.tar")
    restore(tmp_path / "b.tar", replace=True)
    assert told(own_database, "django_session") == []


def test_the_file_is_closed_to_others(own_database, tmp_path):
    backup(tmp_path / "b.tar")
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".backup")] == []


def test_a_database_in_use_is_not_overwritten_unasked(own_database, tmp_path):
    fill(own_database, tmp_path / "data")
    backup(tmp_path / "b.tar")
    with pytest.raises(BackupRefusedError, match="--replace"):
        restore(tmp_path / "b.tar")
    assert told(own_database) == ["Pôle de compétitivité"]


def test_an_existing_file_is_not_overwritten(own_database, tmp_path):
    (tmp_path / "b.tar").write_text("precious")
    with pytest.raises(BackupRefusedError, match="exists already"):
        backup(tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "precious"


def test_another_tar_is_refused_before_anything_is_touched(own_database, tmp_path):
    fill(own_database, tmp_path / "data")
    (tmp_path / "note.txt").write_text("hello")
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.add(tmp_path / "note.txt", "note.txt")
    with pytest.raises(BackupRefusedError, match="not a backup"):
        restore(tmp_path / "other.tar", replace=True)
    assert told(own_database) == ["Pôle de compétitivité"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_link_or_device_is_refused(tmp_path, kind):
    member = tarfile.TarInfo("manifest.json")
    member.type, member.linkname = kind, "/etc/passwd"
    with tarfile.open(tmp_path / "x.tar", "w") as tar:
        tar.addfile(member)
    with pytest.raises(BackupRefusedError, match="does not belong there"):
        unpack(tmp_path / "x.tar", tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "files/../../outside"])
def test_a_way_out_of_the_folder_is_refused(tmp_path, name):
    with tarfile.open(tmp_path / "x.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo(name))
    with pytest.raises(BackupRefusedError, match="does not belong there"):
        unpack(tmp_path / "x.tar", tmp_path / "out")
    assert not (tmp_path / "outside").exists()


@given(content=st.binary(max_size=2000))
def test_any_other_file_is_refused(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("other")
    (folder / "x.tar").write_bytes(content)
    with pytest.raises(BackupRefusedError):
        unpack(folder / "x.tar", folder / "out")


def test_a_failure_of_postgresql_is_told(tmp_path):
    with pytest.raises(BackupRefusedError, match="pg_dump could not do it"):
        backups.run("pg_dump", "postgresql://nobody@localhost:1/nothing")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("own_database", [PREFIX + fingerprint()], indirect=True, ids=["migrated"])
def test_the_register_itself_comes_back(own_database, tmp_path, django_db_blocker):
    """Generated columns, triggers, configurations and extensions survive the journey."""
    from django.db import connections

    from grappe.conf.database import connection_settings

    kept = connections.settings["default"].copy()
    connections["default"].close()
    settings = connection.settings_dict
    before = settings["NAME"]
    settings["NAME"] = connection_settings(own_database)["NAME"]
    try:
        connection.close()
        backup(tmp_path / "b.tar")
        restore(tmp_path / "b.tar", replace=True)
        with psycopg.connect(own_database) as session:
            session.execute("INSERT INTO core_word (word, holders) VALUES ('pole', 1)")
            found = session.execute(
                "SELECT to_tsvector('grappe_french', 'Les pôles') @@ to_tsquery('grappe_french', 'pôle')"
            )
            assert found.fetchone() == (True,)
            triggers = session.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal").fetchone()
            assert triggers[0] > 5
    finally:
        connection.close()
        settings["NAME"] = before
        assert kept["NAME"]
