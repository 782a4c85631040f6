"""What a user writes for Fermi's golden rule: species, channels with their directions, assumptions, a `RateModel`."""
