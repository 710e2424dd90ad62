"""How a tenant's desk works: reasons of states, wrap-up codes and timer, transfers that exceed."""
