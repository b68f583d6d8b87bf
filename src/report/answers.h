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
// Of more than that, how many operations lack something, and what each of them lacks: "401 and 404:
// `GET /items`, `POST /items`", …; else nothing. An operation is counted once, however many
// findings are about it.
struct AnswersByStatus {
  std::string issue;
  std::vector<std::string> lines;
};
AnswersByStatus answers_by_status(const Report& report, const Redactor& redactor,
                                  std::span<const assess::Cluster* const> work);

// Those that can answer the same stand together, in the order of the first of them.
void bring_answers_together(std::vector<markdown::Entry>& entries);

// The message, or "`read_item` (`GET /items/{id}`) likewise" behind an entry that says the same of
// other operations; null: behind nothing.
std::string behind_same_answer(const markdown::Entry* told, const markdown::Entry& entry);

}  // namespace fastidious::report
