#include "project/advisories.h"

#include <gtest/gtest.h>

namespace fastidious::project {
namespace {

Advisory advisory_with(const std::string& events) {
  auto parsed = parse_advisories(
      R"({"id": "A", "affected": [{"package": {"ecosystem": "PyPI", "name": "a_B"},
          "ranges": [{"type": "ECOSYSTEM", "events": [)" +
      events + "]}]}]}");
  EXPECT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->size(), 1u);
  EXPECT_EQ(parsed->front().first, "a-b");
  return parsed->front().second;
}

bool affects(const Advisory& advisory, std::string_view version) {
  return advisory.affects(*Version::parse(version));
}

TEST(Advisory, EventsMakeRanges) {
  const Advisory advisory = advisory_with(R"({"fixed": "2.1.3"}, {"introduced": "2.1"},)"
                                          R"({"introduced": "0"}, {"last_affected": "1.4"})");
  for (const char* version : {"0", "0.1.dev1", "1.4.0", "2.1rc1.post1", "2.1", "2.1.3rc1"}) {
    EXPECT_EQ(affects(advisory, version), std::string_view(version) != "2.1rc1.post1") << version;
  }
  for (const char* version : {"1.4.1", "1.4.post1", "2.0", "2.1.3", "1!1.0"}) {
    EXPECT_FALSE(affects(advisory, version)) << version;
  }
}

TEST(Advisory, WhatIsNotUnderstoodAccusesNobody) {
  for (const char* events : {R"({"introduced": "0"}, {"fixed": "trunk"})",
                             R"({"introduced": "0"}, {"limit": "2.0"})", R"({"fixed": "2.0"})"}) {
    EXPECT_FALSE(affects(advisory_with(events), "1.0")) << events;
  }
}

TEST(Advisory, AffectsARangeThatIsAllWithin) {
  const Advisory advisory = advisory_with(R"({"introduced": "1"}, {"fixed": "2"})");
  EXPECT_TRUE(advisory.affects_all(parse_specifiers(">=1.1,<2")));
  EXPECT_TRUE(advisory.affects_all(parse_specifiers("~=1.1")));
  for (const char* specifiers : {"", "<2", ">=1", ">=1,<=2", ">=0.9,<2", "==2.*"}) {
    EXPECT_FALSE(advisory.affects_all(parse_specifiers(specifiers))) << specifiers;
  }
  EXPECT_TRUE(advisory_with(R"({"introduced": "0"})").affects_all(parse_specifiers("")));
}

TEST(Advisories, TheFixIsTheLeastVersionThatNothingAffects) {
  Advisories all;
  const auto add = [&](const std::string& events) { all.add({{"a", advisory_with(events)}}); };
  add(R"({"introduced": "0"}, {"fixed": "1.5.0"}, {"introduced": "2.0"}, {"fixed": "2.2"})");
  add(R"({"introduced": "1.5"}, {"fixed": "1.6.0"})");
  const auto fixed = [&](std::string_view version) {
    const Version from = *Version::parse(version);
    std::vector<const Advisory*> hits;
    for (const Advisory& one : all.of("a")) {
      if (one.affects(from)) hits.push_back(&one);
    }
    return all.fixed_version("a", from, hits);
  };
  EXPECT_EQ(fixed("1.0"), "1.6.0");
  EXPECT_EQ(fixed("2.1"), "2.2");
}

// The examples of the specification's own calculator.
TEST(Cvss, BaseScoresAreRated) {
  const std::string easy = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N";
  EXPECT_EQ(rating_of_cvss(easy + "/S:U/C:H/I:H/A:H"), Rating::Critical);  // 9.8
  EXPECT_EQ(rating_of_cvss(easy + "/S:U/C:H/I:N/A:N"), Rating::High);      // 7.5
  EXPECT_EQ(rating_of_cvss("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N"),
            Rating::Moderate);                                                             // 6.1
  EXPECT_EQ(rating_of_cvss("CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"), Rating::Low);  // 1.8
  EXPECT_EQ(rating_of_cvss("CVSS:3.1/AV:P/AC:H/PR:L/UI:R/S:U/C:L/I:H/A:H"),
            Rating::Moderate);  // 5.9
  for (const char* other : {"", "CVSS:3.1", "CVSS:4.0/AV:N/AC:L", "CVSS:3.1/AV:", "7.5"}) {
    EXPECT_EQ(rating_of_cvss(other), Rating::Unknown) << other;
  }
  EXPECT_EQ(rating_of_word("moderate"), Rating::Moderate);
}

}  // namespace
}  // namespace fastidious::project
