"""The editors' desk: what only editors use. The public process imports none of it and never opens its store."""
