#include "report/redaction.h"

#include <gtest/gtest.h>

#include "report/excerpt.h"
#include "sample_project.h"

namespace fastidious::report {
namespace {

// A file with findings about secrets, and what reports show of it.
class Shown {
 public:
  explicit Shown(std::string_view text) : id_(project_.add("app.py", text)) {}

  Shown& finding(std::string_view rule, std::string_view code) {
    findings_.push_back(project_.finding(rule, id_, code, "m"));
    return *this;
  }
  // The line that holds `code`, as an excerpt shows it.
  std::string line(std::string_view code) {
    const File file = file_of(project_.source(id_));
    Report report;
    report.files = {&file, 1};
    report.findings = findings_;
    const Redactor redactor(report);
    return excerpt_of(report, redactor, project_.finding("COD001", id_, code, "m"), 200).code;
  }
  std::string message(std::string_view text) {
    const File file = file_of(project_.source(id_));
    Report report;
    report.files = {&file, 1};
    report.findings = findings_;
    std::string buffer;
    return std::string(Redactor(report).clean(id_, text, buffer));
  }

 private:
  SampleProject project_;
  findings::FileId id_;
  std::vector<findings::Finding> findings_;
};

TEST(Redactor, MasksTheSecretAndLeavesTheRestOfTheLine) {
  Shown shown("connect('db.internal', user='admin', password='hunter2-hunter2')\n");
  shown.finding("SEC002", "'hunter2-hunter2'");
  EXPECT_EQ(shown.line("connect"),
            "connect('db.internal', user='admin', password='***************')");
}

TEST(Redactor, MasksTheWholeLiteralThatASecretIsPartOf) {
  Shown shown("url = 'postgres://app:hunter2@db/app'  # 'prod'\n");
  shown.finding("SEC001", "hunter2");
  EXPECT_EQ(shown.line("url"), "url = '*****************************'  # 'prod'");
}

TEST(Redactor, LeavesNamesOfVariablesAndFoldersAlone) {
  Shown shown("key = os.getenv('S3_SECRET_KEY', fallback)\nname = 'app.py'\n");
  shown.finding("SEC003", "fallback").finding("SEC003", "'app.py'");
  EXPECT_EQ(shown.message("`S3_SECRET_KEY` in `app.py`"), "`S3_SECRET_KEY` in `app.py`");
}

TEST(Redactor, LeavesTheNameThatIsAskedForAndMasksTheDefault) {
  Shown shown("key = os.getenv('ADMIN_PASSWORD', 'hunter2-hunter2')\n");
  shown.finding("SEC003", "os.getenv('ADMIN_PASSWORD', 'hunter2-hunter2')");
  EXPECT_EQ(shown.line("key"), "key = os.getenv('ADMIN_PASSWORD', '***************')");
  EXPECT_EQ(shown.message("`ADMIN_PASSWORD`, hunter2-hunter2"), "`ADMIN_PASSWORD`, (redacted)");
}

TEST(Redactor, PatternsOfIgnoredFilesAreNoSecrets) {
  Shown shown(".env\nbuild/\n");
  shown.finding("SEC006", ".env");
  EXPECT_EQ(shown.message("does not name `.env.*`"), "does not name `.env.*`");
}

TEST(Redactor, MasksAllLiteralsOfALineWhereTheSecretIsNotKnown) {
  Shown shown("login(PASSWORD, 'a-name', 'hunter2')\n");
  shown.finding("SEC002", "login(PASSWORD");
  EXPECT_EQ(shown.line("login").find("hunter2"), std::string::npos);
}

TEST(Redactor, MasksTheSecretOnOtherLinesToo) {
  Shown shown("key = 'hunter2-hunter2'\nprint('key is hunter2-hunter2', 1)\n");
  shown.finding("SEC002", "'hunter2-hunter2'");
  EXPECT_EQ(shown.line("print"), "print('key is ***************', 1)");
}

TEST(Redactor, MasksEveryLineOfASecret) {
  Shown shown("key = '''hunter2\nhunter3 it's\nhunter4'''\n");
  shown.finding("SEC001", "'''hunter2\nhunter3 it's\nhunter4'''");
  for (const char* part : {"hunter2", "hunter3", "hunter4"}) {
    EXPECT_EQ(shown.line(part).find(part), std::string::npos) << part;
  }
}

TEST(Redactor, ShowsTheNamesOfParametersThatCarrySecrets) {
  Shown shown("def f(api_key: str): ...\n");
  shown.finding("SEC012", "api_key: str");
  EXPECT_EQ(shown.message("`api_key` is sent in the query"), "`api_key` is sent in the query");
}

TEST(Redactor, FindsTheLongestSecretInMessages) {
  Shown shown("a = 'hunter'\nb = 'hunter2'\nc = 'hunter2-long'\n");
  shown.finding("SEC002", "'hunter'").finding("SEC002", "'hunter2'");
  shown.finding("SEC002", "'hunter2-long'");
  EXPECT_EQ(shown.message("hunter2-lo hunter2-long hunters"), "(redacted)-lo (redacted) hunters");
  EXPECT_EQ(shown.message("nothing to hide"), "nothing to hide");
}

TEST(Redactor, LeavesOurOwnWordsWhereAPasswordIsOne) {
  Shown shown("a = 'password'\nb = 'sunshine'\npassword = name('sunshine-road')\n");
  shown.finding("SEC003", "'password'").finding("SEC003", "'sunshine'");
  EXPECT_EQ(shown.line("a ="), "a = '********'");
  EXPECT_EQ(shown.line("b ="), "b = '********'");
  EXPECT_EQ(shown.line("name("), "password = name('sunshine-road')");
  EXPECT_EQ(shown.message("`A` is a password or key; the first passwords, `password` too"),
            "`A` is a password or key; the first passwords, `password` too");
  EXPECT_EQ(shown.message("no sunshine in `b=sunshine`, `b='sunshine'` or `sunshine_road`"),
            "no sunshine in `b=(redacted)`, `b='(redacted)'` or `sunshine_road`");
}

TEST(Redactor, HidesASecretThatOnlyBeginsLikeAWordEverybodyKnows) {
  Shown shown("a = 'django-insecure-9qVx2LmT7rWz'\n");
  shown.finding("SEC003", "'django-insecure-9qVx2LmT7rWz'");
  EXPECT_EQ(shown.message("set to django-insecure-9qVx2LmT7rWz"), "set to (redacted)");
}

}  // namespace
}  // namespace fastidious::report
