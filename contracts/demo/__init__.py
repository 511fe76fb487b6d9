"""The contract of the furniture case, loaded through the services."""
