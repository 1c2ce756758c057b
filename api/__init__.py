"""The faces: HTTP application, command line and web pages."""
