"""One line of JSON an event on standard output, without personal data or form content."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "procurement.core.log_format.JsonFormatter"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "django": {"level": "INFO"},
        "django.server": {"handlers": ["stdout"], "level": "WARNING", "propagate": False},
    },
}
