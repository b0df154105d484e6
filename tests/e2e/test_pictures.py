"""The pictures of the documentation show the product as it is."""

from odoo.tests import TransactionCase, tagged

from dev.pictured import columns, read
from dev.pictures import FOLDER, LANGUAGES, PICTURES, STORE


@tagged("post_install", "-at_install")
class TestPictures(TransactionCase):
    """Whoever changes a screen that a picture shows takes it again."""

    def test_the_pictures_show_the_columns_of_their_screens(self):
        self.assertEqual(columns(self.env), read(), "Take the pictures again: make pictures")

    def test_each_picture_is_there_in_each_language(self):
        for picture in PICTURES:
            for suffix in LANGUAGES.values():
                self.assertTrue((FOLDER / f"{picture.name}{suffix}.png").is_file(), picture.name)

    def test_the_store_page_shows_the_same_pictures(self):
        page = (STORE / "index.html").read_text()
        for picture in PICTURES:
            file = f"{picture.name}.png"
            self.assertIn(f'src="{file}"', page)
            self.assertEqual((STORE / file).read_bytes(), (FOLDER / file).read_bytes())
