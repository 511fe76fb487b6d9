"""A developer's machine: errors in full, mail on the console, keys that protect nothing."""

from procurement.settings.base import *
from procurement.settings.env import env_list, env_secret

DEBUG = True
SECRET_KEY = env_secret("SECRET_KEY", "development-only-not-a-secret")
PRICE_KEYS = env_list("PRICE_KEYS", "ZGV2ZWxvcG1lbnQtb25seS1ub3QtYS1zZWNyZXQtMzI=")
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
