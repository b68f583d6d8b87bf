#pragma once
// Findings about what operations can answer and do not document: which has to be known before
// anything can be mended.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/markdown.h"

namespace fastidious::report {

// Whether these findings are about that, and few enough to be told one by one.
bool lists_answers(const Report& report, std::span<const assess::Cluster* const> work);
// What is said of more than that, before what each operation lacks.
inline constexpr std::string_view kTheyLack =
    "Operations can answer what their `responses` do not say";
// Of more than that, what each operation lacks: "401 and 404: `GET /items`, `POST /items`", …; else
// nothing.
std::vector<std::string> answers_by_status(const Report& report, const Redactor& redactor,
                                           std::span<const assess::Cluster* const> work);

// Those that can answer the same stand together, in the order of the first of them.
void bring_answers_together(std::vector<markdown::Entry>& entries);

// The message, or "`read_item` (`GET /items/{id}`) likewise" behind an entry that says the same of
// other operations; null: behind nothing.
std::string behind_same_answer(const markdown::Entry* told, const markdown::Entry& entry);

}  // namespace fastidious::report
