"""ONE MODULE A SCREEN: parse, find through sight, one domain verb, show a page."""
