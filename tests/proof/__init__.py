"""Measurements on the shipped model that `make proof` runs: too long for the tests."""
