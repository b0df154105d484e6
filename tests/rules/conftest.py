"""The same examples each time; ``make random`` tries many, new ones each time."""

import os

from hypothesis import HealthCheck, settings

# How fast a machine makes examples says nothing about the rules: a busy one must not fail them.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("rules", derandomize=True, **PATIENT)
settings.register_profile("long", max_examples=2000, print_blob=True, **PATIENT)
settings.load_profile("long" if os.environ.get("LONG") == "yes" else "rules")
