"""The window: navigation and a page per file; a process of its own, so that its memory goes when it closes."""
