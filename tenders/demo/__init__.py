"""The finished furniture case and the practice tenders, made through the services."""
