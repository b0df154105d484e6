"""The examples in the docstrings of the rules: plain Python, so no set-up is needed.

A rule is one file that stands alone, or a folder of files that know each other and such rules.
"""

import doctest
import importlib
import pkgutil
import sys

from dev.paths import ADDON, ROOT


def run():
    """Run the examples of every file of the rules; returns the exit code."""
    # Beside the addon, not inside it: the addon itself imports Odoo.
    sys.path.insert(0, str(ROOT / ADDON))
    rules = importlib.import_module("rules")
    failed = 0
    for info in pkgutil.walk_packages(rules.__path__, "rules."):
        failed += doctest.testmod(importlib.import_module(info.name)).failed
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(run())
