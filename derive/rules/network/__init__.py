"""Linear networks in the frequency domain: susceptibility, scattering matrix, elimination, effective models."""
