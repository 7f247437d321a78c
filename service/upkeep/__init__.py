"""What the office keeps an eye on: what is being read, what went wrong, how much room it takes, how good it is."""
