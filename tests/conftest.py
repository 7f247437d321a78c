"""What holds for every test: generated cases are judged by what they show, never by how long a busy machine takes."""

from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
