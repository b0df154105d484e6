from hypothesis import HealthCheck, settings

# How fast a machine makes examples says nothing about the rules: a busy one must not fail them.
settings.register_profile("rules", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
