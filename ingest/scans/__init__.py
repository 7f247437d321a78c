"""Page images: cleaned, read by OCR, looked at twice where it pays."""
