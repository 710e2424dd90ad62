"""Packs as versioned releases for each tenant, and what the tenant teaches the bot itself."""
