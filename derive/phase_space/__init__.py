"""Models seen in phase space: which distribution, which modes are displaced by means of order sqrt(N)."""
