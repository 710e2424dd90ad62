"""Programs that build and check; none of them is part of what runs."""
