"""Tests: laws, paper-and-pencil derivations, independent oracles."""
