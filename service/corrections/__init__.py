"""What people correct of a reading: single words and fields of the letterhead, kept beside what the machine read."""
