"""Files of strangers: safe re-encoding of pictures, spooling of uploads, storage keys, Range answers. See README.md."""
