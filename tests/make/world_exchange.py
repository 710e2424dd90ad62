"""Offices that a path can name."""


async def source(world: object) -> str:
    """An office of the packs, which every tenant has."""
    del world
    return "12345"
