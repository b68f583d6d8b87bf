#pragma once
// The formats of the files that tools leave behind. Each function adds to the evidence, or says why
// it cannot; none throws.

#include <string>
#include <string_view>

#include "evidence/evidence.h"

namespace fastidious::evidence {

// Cobertura's XML as coverage.py writes it, and JUnit's XML as pytest does
// (https://coverage.readthedocs.io/en/latest/cmd.html#xml-reporting-coverage-xml,
// https://docs.pytest.org/en/stable/how-to/output.html#creating-junitxml-format-files).
void read_xml(std::string_view source, std::string_view bytes, Evidence& evidence);

// The data file of coverage.py, an SQLite database
// (https://coverage.readthedocs.io/en/latest/dbschema.html).
void read_coverage_database(std::string_view source, std::string_view bytes, Evidence& evidence);

// LCOV's tracefile (geninfo(1), "TRACEFILE FORMAT").
bool is_lcov(std::string_view text);
void read_lcov(std::string_view source, std::string_view text, Evidence& evidence);

// JSON of pyright (--outputjson) and coverage.py (coverage json), and JSON lines of mypy (-O json).
void read_json(std::string_view source, std::string_view text, Evidence& evidence);

// Lines `path:1: error: message  [code]` of mypy, `path:1:2 - error: message (rule)` of pyright and
// `path:1:2: error[rule] message` of ty, which may stand in two lines as well. False if the text is
// nothing of the kind.
bool read_type_checker_lines(std::string_view source, std::string_view text, Evidence& evidence);

}  // namespace fastidious::evidence
