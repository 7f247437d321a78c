"""What an officer should see before relying on a directive."""
