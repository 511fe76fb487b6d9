"""System checks of the core."""
