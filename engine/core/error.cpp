#include "engine/core/error.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "engine/core/say.hpp"

namespace gongjian::core {
namespace {

// Levenshtein distance, one row at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

Text reason_of(int error) {
  const std::string text = std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT)
    return say("{} (the disk or the quota is full)", "{}（磁盘或配额已满）", text);
  if (error == EFBIG) return say("{} (the largest size allowed here is reached)", "{}（已达此处允许的最大文件）", text);
  return {text, text};
}

Text message_of(const std::exception& error) {
  const auto* told = dynamic_cast<const UserError*>(&error);
  return told != nullptr ? told->message() : Text{error.what(), error.what()};
}

std::string_view nearest_name(std::string_view given, const std::vector<std::string_view>& known) {
  if (given.size() > 64) return {};  // no name is that long: do not spend time on it
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, given.size() / 3) + 1;
  for (const std::string_view name : known) {
    const std::size_t distance = edit_distance(given, name);
    if (distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace gongjian::core
