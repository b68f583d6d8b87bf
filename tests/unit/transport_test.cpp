// What the code says of how a call leaves the machine.

#include "engine/transport.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "semantic/call_sites.h"
#include "semantic_project.h"

namespace fastidious::engine {
namespace {

// Of the last call of `target` in the code.
Transport transport(std::string_view code, std::string_view target) {
  const semantic::TestProject project({{"main.py", code}});
  const auto sites = project.model().calls_of(target);
  EXPECT_FALSE(sites.empty()) << target;
  return sites.empty() ? Transport::Unknown : transport_of(sites.back(), target);
}

TEST(Transport, OfRequestsIsWhatTheirAddressSays) {
  EXPECT_EQ(transport("import httpx\nhttpx.get('https://a.io')\n", "httpx.get"), Transport::Tls);
  EXPECT_EQ(transport("import httpx\nA = 'https://a.io'\nhttpx.get(f'{A}/b')\n", "httpx.get"),
            Transport::Tls);
  EXPECT_EQ(
      transport("import requests\nrequests.request('GET', 'https://a.io')\n", "requests.request"),
      Transport::Tls);
  EXPECT_EQ(transport("import httpx\ndef f(url):\n  httpx.get(url)\n", "httpx.get"),
            Transport::Unknown);
  EXPECT_EQ(transport("import httpx\nhttpx.URL('https://a.io')\n", "httpx.URL"),
            Transport::Unknown);
}

TEST(Transport, OfMailIsOptionalWhereOptionsDecide) {
  const std::string smtp =
      "import smtplib\ndef f(host, tls):\n  if host:\n    s = smtplib.SMTP(host)\n";
  EXPECT_EQ(transport(smtp + "    s.starttls()\n", "smtplib.SMTP"), Transport::Tls);
  EXPECT_EQ(transport(smtp + "    if tls:\n      s.starttls()\n", "smtplib.SMTP"),
            Transport::Optional);
  EXPECT_EQ(transport(smtp, "smtplib.SMTP"), Transport::Optional);
  EXPECT_EQ(transport("import smtplib\ns = smtplib.SMTP('localhost')\n", "smtplib.SMTP"),
            Transport::Unknown);
  EXPECT_EQ(transport("import aiosmtplib\naiosmtplib.send(1, use_tls=True)\n", "aiosmtplib.send"),
            Transport::Tls);
  EXPECT_EQ(transport("import aiosmtplib\naiosmtplib.send(1, use_tls=TLS)\n", "aiosmtplib.send"),
            Transport::Optional);
  EXPECT_EQ(transport("import emails\nemails.Message(html='')\n", "emails.Message"),
            Transport::Optional);
}

}  // namespace
}  // namespace fastidious::engine
