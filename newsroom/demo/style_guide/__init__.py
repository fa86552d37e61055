"""The living style guide: every component of the public pages with sample data. Development only, like this app."""
