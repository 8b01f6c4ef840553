import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A merge is judged on the same examples every time; everybody else's runs go looking for new ones.
settings.register_profile(
    "grappe",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("grappe")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; the test is skipped where it is absent, since a newcomer has only the repository."""
    folder = os.environ.get("GRAPPE_REAL_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no real data here: set GRAPPE_REAL_DATA to their folder")
    return Path(folder)
