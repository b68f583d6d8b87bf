#pragma once
// Ratings of vulnerabilities by CVSS (https://www.first.org/cvss/v3-1/specification-document).

#include <cstdint>
#include <string_view>

namespace fastidious::project {

enum class Rating : std::uint8_t { Unknown, Low, Moderate, High, Critical };

// Of a vector of version 3, "CVSS:3.1/AV:N/AC:L/…", by its base score; Unknown for other texts,
// also for version 4, whose scores are a table of its own.
Rating rating_of_cvss(std::string_view vector);

// "LOW", "MODERATE" or "MEDIUM", "HIGH", "CRITICAL", in any case.
Rating rating_of_word(std::string_view word);

}  // namespace fastidious::project
