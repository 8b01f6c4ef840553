"""Part of the build: the message catalogues are compiled, so that an installed wheel speaks both languages."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Writes the binary catalogues beside their sources and puts them into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before hatchling gathers the files; ``version`` is the kind of build."""
        del version
        for source in sorted(Path(self.root, "src", "grappe", "locale").rglob("*.po")):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
        build_data["artifacts"].append("src/grappe/locale/**/*.mo")
