"""Rules in phase space: quasiprobabilities of bosonic modes, their equations of motion, their entropy."""
