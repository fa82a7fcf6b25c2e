"""Pictures in the drawing language of each format."""
