"""The Chromium that browser tests drive: found where it stands, or installed where the machine lets us.

``python -m grappe.cli.chromium`` is what ``make test`` calls before the suite.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HOW_TO_GET_ONE = (
    "Install one (Debian, Ubuntu: apt-get install chromium) or name its program in GRAPPE_CHROMIUM; "
    "GRAPPE_BROWSER=required makes its absence a failure, GRAPPE_BROWSER=never leaves browser tests out in silence."
)
INSTALL_SECONDS = 420


def find_chromium() -> str | None:
    """The program's path: the one that GRAPPE_CHROMIUM names, or the first one known on this machine."""
    named = os.environ.get("GRAPPE_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_chromium() -> str | None:
    """Install Debian's package when we are root on such a machine; say so and go on where that fails."""
    if not may_install():
        return None
    print("No Chromium here: installing it with apt-get for the browser tests", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
    ):
        try:
            subprocess.run(  # noqa: S603 - the command is the constant above
                command, env=environment, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS, check=True
            )
        except (subprocess.SubprocessError, OSError) as error:
            print(f"That did not work: {error}", file=sys.stderr)
            return None
    return find_chromium()


def may_install() -> bool:
    """Only root installs, and only where nobody said that browser tests are unwanted or which browser is meant."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    wanted = os.environ.get("GRAPPE_BROWSER") != "never" and not os.environ.get("GRAPPE_CHROMIUM")
    return is_root and wanted and shutil.which("apt-get") is not None


def main() -> None:
    """Say which browser the tests will drive, after trying to install one."""
    path = find_chromium() or install_chromium()
    if path is None and os.environ.get("GRAPPE_BROWSER") == "required":
        raise SystemExit(f"The browser tests are required and there is no Chromium. {HOW_TO_GET_ONE}")
    print(f"Browser tests drive {path}" if path else f"No Chromium: browser tests will be skipped. {HOW_TO_GET_ONE}")


if __name__ == "__main__":
    main()
