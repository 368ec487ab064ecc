"""Ways to reach a person: phones, e-mail, handles, addresses on a network."""
