// Failure has three kinds: a person's input (UserError, thrown while loading), a programmer's mistake
// (core/check.hpp, aborts), and a normal ending (a plain value).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::core {

// A problem that the person at the keyboard can mend. The message says what was read, where, what is
// allowed and what to do; it is shown as it stands, in the language that the person reads. Made by core::say; what()
// is the English of it.
class UserError : public std::runtime_error {
 public:
  explicit UserError(Text message) : std::runtime_error(message.en), message_(std::move(message)) {}
  const Text& message() const { return message_; }

 private:
  Text message_;
};

// What any exception says: of a UserError its message; of others, which come from libraries, their words in both.
Text message_of(const std::exception& error);

// What the system says of a call that failed, by its errno.
Text reason_of(int error);

// The name in `known` that is nearest to `given` by edit distance, or an empty view where none is near
// (more than a third of the letters would have to change). Ties go to the first in order.
std::string_view nearest_name(std::string_view given, const std::vector<std::string_view>& known);

}  // namespace gongjian::core
