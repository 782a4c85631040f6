"""What a user writes for a system in a dilute gas: levels or a hopping matrix, contacts, the gas."""
