"""A call instead of waiting: booked, its place kept, offered when its time comes, noted."""
