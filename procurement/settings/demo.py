"""Demo mode: loopback only, a page that signs in as any of the cast, a clock that can be moved."""

from procurement.settings.base import *
from procurement.settings.env import env_list, env_secret

DEMO_MODE = True
# Everybody in the demo has this password; it stands on the screen where one signs.
DEMO_PASSWORD = "lindermeer-2030"
SECRET_KEY = env_secret("SECRET_KEY")
PRICE_KEYS = env_list("PRICE_KEYS") or [env_secret("PRICE_KEY")]
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SECOND_FACTOR_REQUIRED = False
LOGIN_URL = "accounts:demo_sign_in"
# Hashing is short here, because every password of the demo is public.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "procurement.core.storage.DurableStorage"},
    "staticfiles": {"BACKEND": "procurement.core.static_files.HashedStaticFilesStorage"},
}
