"""The words of the domain: records, errors and text primitives that every other package speaks."""
