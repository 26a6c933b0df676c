"""A `Document` in, its `Statement` values out: attribution, grammar, times, figures."""
