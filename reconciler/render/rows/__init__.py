"""What tables show, row by row, whatever the face."""
