# --- app/codegen.py
# Templates of code; html is mentioned, no page is made.
from jinja2 import Environment, FileSystemLoader

environment = Environment(loader=FileSystemLoader("templates"), autoescape=False)
text = environment.get_template("sdk.py.jinja").render()
# --- app/pages.py
# Makes pages of html.
from jinja2 import Environment, FileSystemLoader

environment = Environment(loader=FileSystemLoader("templates"), autoescape=False)  # expect: SEC031/review
page = environment.get_template("page.html").render()
notes = environment.get_template("notes.txt").render()
