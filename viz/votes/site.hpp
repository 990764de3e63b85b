// What the server answers: the page, its state, and what comes of joining and voting. Knows no network.
#pragma once

#include <optional>
#include <string>

#include "viz/votes/address_book.hpp"
#include "viz/votes/ballot_box.hpp"
#include "viz/votes/page.hpp"
#include "viz/votes/request.hpp"

namespace gongjian::viz::votes {

struct Answered {
  Response response;
  bool changed = false;  // somebody joined or voted
};

class Site {
 public:
  // An empty code: none is needed.
  Site(std::string code, PageLanguages languages, BallotBox& box, AddressBook& addresses)
      : code_(std::move(code)), languages_(languages), box_(box), addresses_(addresses) {}

  // To a request that was not refused().
  Answered answer(const Request& request, VoteTime now);

 private:
  Answered join(const Request& request, const std::optional<Token>& known, VoteTime now);
  Answered vote(const Request& request, const std::optional<Token>& who, VoteTime now);

  std::string code_;
  PageLanguages languages_;
  BallotBox& box_;
  AddressBook& addresses_;
};

}  // namespace gongjian::viz::votes
