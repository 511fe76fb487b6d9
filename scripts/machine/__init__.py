"""What Kring needs of the machine it runs on: packages, Python, and its own PostgreSQL and Redis.

Standard library only: this code runs before anything is installed.
"""
