"""A real server set: everything secret from the environment, HTTPS only."""

from procurement.settings.base import *
from procurement.settings.env import env_bool, env_int, env_list, env_secret, env_str

SECRET_KEY = env_secret("SECRET_KEY")
PRICE_KEYS = [key.strip() for key in env_secret("PRICE_KEYS").split(",") if key.strip()]
CHECK_AT_START = True
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
SITE_URL = env_str("SITE_URL", f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "").rstrip("/")
DATABASES["default"] = database_from_url(env_secret("DATABASE_URL"))
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Limits on signing in count per address: that of the browser, as the outermost of our own proxies saw it.
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXIES", 1)
SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", 31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", True)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env_str("CACHE_URL", CELERY_BROKER_URL),
    }
}
STORAGES = {
    "default": {"BACKEND": "procurement.core.storage.DurableStorage"},
    "staticfiles": {"BACKEND": "procurement.core.static_files.HashedStaticFilesStorage"},
}
