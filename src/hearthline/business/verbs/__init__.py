"""The operations of the contract, grouped by what they are about."""
