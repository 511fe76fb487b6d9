"""Makers of real objects for the tests: one file per app, plain functions, keyword arguments only."""
