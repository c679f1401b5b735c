"""Letters by the person's own mail account, over TLS only; the password stays in the desktop's keyring."""
