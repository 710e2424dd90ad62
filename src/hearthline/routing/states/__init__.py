"""States of agents: reasons, a booked next one, wrap-up that ends by itself, forced ones."""
