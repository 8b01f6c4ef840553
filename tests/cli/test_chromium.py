import stat

import pytest

from grappe.cli import chromium

pytest_plugins = ["pytester"]


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """A PATH with nothing on it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GRAPPE_CHROMIUM", raising=False)
    monkeypatch.delenv("GRAPPE_BROWSER", raising=False)
    return tmp_path


def program(path, text="#!/bin/sh\nexit 0\n"):
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_nothing_is_found_on_a_bare_machine(bare_machine):
    assert chromium.find_chromium() is None
    assert not chromium.may_install()


def test_the_first_known_name_on_the_path_is_taken(bare_machine):
    found = program(bare_machine / "google-chrome")
    assert chromium.find_chromium() == found


def test_the_named_program_wins(bare_machine, monkeypatch):
    program(bare_machine / "chromium")
    named = program(bare_machine / "my-browser")
    monkeypatch.setenv("GRAPPE_CHROMIUM", named)
    assert chromium.find_chromium() == named


def test_a_named_program_that_is_absent_is_not_replaced(bare_machine, monkeypatch):
    program(bare_machine / "chromium")
    monkeypatch.setenv("GRAPPE_CHROMIUM", str(bare_machine / "absent"))
    assert chromium.find_chromium() is None


def test_a_failed_installation_is_said_and_survived(bare_machine, monkeypatch, capfd):
    program(bare_machine / "apt-get", "#!/bin/sh\nexit 100\n")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert chromium.install_chromium() is None
    assert "did not work" in capfd.readouterr().err


def test_nothing_is_installed_by_an_ordinary_user(bare_machine, monkeypatch):
    program(bare_machine / "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert chromium.install_chromium() is None


SUITE = "def test_page(chromium): assert chromium\ndef test_sum(): pass\n"


def test_browser_tests_are_skipped_loudly(pytester, bare_machine):
    pytester.makepyfile(SUITE)
    result = pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:django")
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["*BROWSER TESTS SKIPPED*", "1 tests need a Chromium*apt-get install chromium*"])


def test_a_required_browser_that_is_absent_stops_the_run(pytester, bare_machine, monkeypatch):
    monkeypatch.setenv("GRAPPE_BROWSER", "required")
    pytester.makepyfile(SUITE)
    result = pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:django")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*1 tests need a Chromium and there is none*"])


def test_a_browser_that_is_there_is_handed_over(pytester, bare_machine):
    program(bare_machine / "chromium")
    pytester.makepyfile(SUITE)
    pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:django", "-m", "browser").assert_outcomes(
        passed=1, deselected=1
    )
