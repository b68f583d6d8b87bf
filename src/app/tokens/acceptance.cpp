#include "app/tokens/acceptance.h"

#include <algorithm>

#include "text/name_words.h"

namespace fastidious::app {

namespace {

using Verdict = Acceptance::Verdict;
using Tokens = std::vector<const SignedToken*>;

// What servers keep, to end a session or a token: they may tell kinds apart by it.
bool is_of_session(std::string_view claim) {
  return names_any_of(
      claim, std::initializer_list<std::string_view>{"jti", "sid", "session", "family", "nonce"});
}

bool is_party(std::string_view claim) { return claim == "aud" || claim == "iss"; }

// Whether both take in the same, which is not seen through: `{**data}` of one parameter.
bool share_unseen(const SignedToken& other, const Tokens& access) {
  return std::any_of(access.begin(), access.end(), [&](const SignedToken* one) {
    return !other.claims.from.empty() && one->claims.from == other.claims.from;
  });
}

bool any_has(const Tokens& access, std::string_view claim) {
  return std::any_of(access.begin(), access.end(), [&](const SignedToken* one) {
    return one->claims.find(claim) != nullptr || one->claims.may_be_more;
  });
}

template <class Equal>
bool any_equals(const Tokens& access, std::string_view claim, Equal&& equal) {
  return std::any_of(access.begin(), access.end(), [&](const SignedToken* one) {
    const Claim* own = one->claims.find(claim);
    return own != nullptr && equal(*own);
  });
}

// One claim that the guard reads; Unknown leaves the question open.
Acceptance judge_claim(std::string_view claim, const Claim& theirs, const Tokens& access) {
  if (theirs.constant) {
    const bool alike = any_equals(
        access, claim, [&](const Claim& own) { return own.constant == theirs.constant; });
    return {alike ? Verdict::Alike : Verdict::ToldApart, {}, {}, {}};
  }
  const bool same_source = any_equals(access, claim, [&](const Claim& own) {
    return !own.source.empty() && own.source == theirs.source;
  });
  if (is_party(claim)) return {same_source ? Verdict::Alike : Verdict::Unknown, {}, {}, {}};
  if (same_source || any_equals(access, claim, [&](const Claim& own) {
        return !own.subject.empty() && own.subject == theirs.subject;
      })) {
    return {Verdict::Alike, {}, {}, {}};
  }
  std::string ours;
  const bool all_known =
      !access.empty() && std::all_of(access.begin(), access.end(), [&](auto* one) {
        const Claim* own = one->claims.find(claim);
        if (own != nullptr) ours = own->subject;
        return own != nullptr && !own->subject.empty();
      });
  if (!all_known || theirs.subject.empty()) return {};
  return {Verdict::OtherValue, std::string(claim), theirs.subject, ours};
}

// Whether no claim tells the kinds apart, whoever may look at them later on.
bool have_the_same_claims(const SignedToken& other, const Tokens& access) {
  return std::any_of(access.begin(), access.end(), [&](const SignedToken* one) {
    const Claims& a = other.claims;
    const Claims& b = one->claims;
    const bool unseen_alike =
        a.from == b.from && (a.may_be_more == b.may_be_more) && (!a.may_be_more || !a.from.empty());
    const auto names_in = [](const Claims& all, const Claims& others) {
      return std::all_of(all.all.begin(), all.all.end(), [&](const auto& claim) {
        const Claim* same = others.find(claim.first);
        return is_time(claim.first) ||
               (same != nullptr && same->constant == claim.second.constant &&
                !is_of_session(claim.first));
      });
    };
    return unseen_alike && names_in(a, b) && names_in(b, a);
  });
}

}  // namespace

Acceptance acceptance_of(const SignedToken& other, const Tokens& access,
                         const TokenReading& reading) {
  Acceptance result;
  if (reading.key.empty() || other.key != reading.key || access.empty()) return result;
  bool carries_any = false;
  const auto read = [&](const std::string& claim, bool may_be_missing) -> Verdict {
    if (is_time(claim)) return Verdict::Alike;
    if (is_of_session(claim)) return Verdict::ToldApart;
    const Claim* theirs = other.claims.find(claim);
    if (theirs == nullptr || !theirs->is_sure) {
      if (theirs == nullptr && share_unseen(other, access)) {
        carries_any = true;
        return Verdict::Alike;
      }
      const bool means_nothing =
          may_be_missing && !other.claims.may_be_more && !any_has(access, claim);
      return means_nothing ? Verdict::Alike : Verdict::ToldApart;
    }
    Acceptance one = judge_claim(claim, *theirs, access);
    carries_any = carries_any || !theirs->constant;
    if (one.verdict == Verdict::OtherValue) result = one;
    return one.verdict;
  };
  for (const auto& [claim, may_be_missing] : reading.claims) {
    const Verdict verdict = read(claim, may_be_missing);
    if (verdict == Verdict::ToldApart) return {Verdict::ToldApart, {}, {}, {}};
    if (verdict == Verdict::Unknown) return {};
  }
  if (!reading.is_told || reading.asks_store) return {};
  if (reading.gives_claims) {
    if (!have_the_same_claims(other, access)) return {};
    for (const auto& [claim, value] : other.claims.all) {
      const Verdict verdict = read(claim, true);
      if (verdict == Verdict::ToldApart || verdict == Verdict::Unknown) return {};
    }
  }
  if (!carries_any) return {};
  if (result.verdict == Verdict::Unknown) result.verdict = Verdict::Alike;
  return result;
}

}  // namespace fastidious::app
