"""From a driven system to a linear one: rotating frame, mean field, fluctuations, rotating-wave approximation."""
