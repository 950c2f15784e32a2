"""Words shown to people, in the languages of `settings.LANGUAGES`: finding them in the source, and keeping catalogues."""
