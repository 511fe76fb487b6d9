"""The tests: fast hashing, mail in memory, plain static files, real PostgreSQL."""

from procurement.settings.base import *
from procurement.settings.env import env_str

SECRET_KEY = "only-for-tests"
PRICE_KEYS = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMzI="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": env_str("KRING_TEST_DB", "test_kring")}
CELERY_BROKER_URL = env_str("CELERY_BROKER_URL", "memory://")
SECOND_FACTOR_REQUIRED = True
# Nothing is collected for the tests: static files are found where they stand.
WHITENOISE_AUTOREFRESH = True
